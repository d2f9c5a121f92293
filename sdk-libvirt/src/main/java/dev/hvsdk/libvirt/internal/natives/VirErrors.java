/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one table from libvirt's errors (virterror.h of libvirt 9.0) to the eight situations. Immutable. */
public final class VirErrors {
    public static final int INTERNAL_ERROR = 1;
    public static final int NO_SUPPORT = 3;
    public static final int INVALID_ARG = 8;
    public static final int OPERATION_FAILED = 9;
    public static final int XML_ERROR = 27;
    public static final int OPERATION_DENIED = 29;
    public static final int SYSTEM_ERROR = 38;
    public static final int RPC = 39;
    public static final int NO_DOMAIN = 42;
    public static final int NO_NETWORK = 43;
    public static final int AUTH_FAILED = 45;
    public static final int NO_STORAGE_POOL = 49;
    public static final int NO_STORAGE_VOL = 50;
    public static final int NO_NODE_DEVICE = 53;
    public static final int OPERATION_INVALID = 55;
    public static final int NO_INTERFACE = 57;
    public static final int CONFIG_UNSUPPORTED = 67;
    public static final int OPERATION_TIMEOUT = 68;
    public static final int NO_DOMAIN_SNAPSHOT = 72;
    public static final int OPERATION_ABORTED = 78;
    public static final int MIGRATE_UNSAFE = 81;
    public static final int BLOCK_COPY_ACTIVE = 83;
    public static final int OPERATION_UNSUPPORTED = 84;
    public static final int AGENT_UNRESPONSIVE = 86;
    public static final int CPU_INCOMPATIBLE = 91;

    /** {@code errno}s of Linux: EPERM, EACCES. */
    private static final Set<Integer> NOT_PERMITTED = Set.of(1, 13);

    private enum Situation {
        NOT_FOUND,
        CONFLICT,
        BUSY,
        WRONG_STATE,
        PERMISSION_DENIED,
        NOT_IMPLEMENTED,
        MISCONFIGURED,
        UNREACHABLE,
        TIMED_OUT,
        HOST_FAILURE
    }

    private record Known(String name, Situation situation) {}

    private static final Map<Integer, Known> TABLE = new HashMap<>();

    static {
        all(Situation.HOST_FAILURE, "OK 0, INTERNAL_ERROR 1, NO_MEMORY 2, INVALID_DOMAIN 7, INVALID_ARG 8");
        all(Situation.HOST_FAILURE, "OPERATION_FAILED 9, GET_FAILED 10, POST_FAILED 11, HTTP_ERROR 12");
        all(Situation.HOST_FAILURE, "NO_KERNEL 17, NO_ROOT 18, NO_SOURCE 19, NO_TARGET 20, NO_NAME 21, NO_OS 22");
        all(Situation.HOST_FAILURE, "NO_DEVICE 23, DRIVER_FULL 25, CALL_FAILED 26, XML_ERROR 27, OPEN_FAILED 30");
        all(Situation.HOST_FAILURE, "READ_FAILED 31, PARSE_FAILED 32, CONF_SYNTAX 33, WRITE_FAILED 34");
        all(Situation.HOST_FAILURE, "XML_DETAIL 35, INVALID_NETWORK 36, SYSTEM_ERROR 38, RPC 39, INVALID_MAC 44");
        all(Situation.HOST_FAILURE, "INVALID_STORAGE_POOL 46, INVALID_STORAGE_VOL 47, INVALID_NODE_DEVICE 52");
        all(Situation.HOST_FAILURE, "INVALID_INTERFACE 58, INVALID_NWFILTER 61, BUILD_FIREWALL 63, INVALID_SECRET 65");
        all(Situation.HOST_FAILURE, "MIGRATE_PERSIST_FAILED 69, HOOK_SCRIPT_FAILED 70, INVALID_DOMAIN_SNAPSHOT 71");
        all(Situation.HOST_FAILURE, "INVALID_STREAM 73, STORAGE_PROBE_FAILED 75, OPERATION_ABORTED 78, OVERFLOW 82");
        all(Situation.HOST_FAILURE, "DBUS_SERVICE 89, XML_INVALID_SCHEMA 92, MIGRATE_FINISH_OK 93");
        all(Situation.NOT_FOUND, "NO_DOMAIN 42, NO_NETWORK 43, NO_STORAGE_POOL 49, NO_STORAGE_VOL 50");
        all(Situation.NOT_FOUND, "NO_NODE_DEVICE 53, NO_INTERFACE 57, NO_NWFILTER 62, NO_SECRET 66");
        all(Situation.NOT_FOUND, "NO_DOMAIN_SNAPSHOT 72, NO_DOMAIN_METADATA 80, NO_SERVER 95, NO_CLIENT 96");
        all(Situation.NOT_FOUND, "DEVICE_MISSING 99, NO_NWFILTER_BINDING 101, NO_DOMAIN_CHECKPOINT 103");
        all(Situation.NOT_FOUND, "NO_DOMAIN_BACKUP 104, NO_NETWORK_PORT 107, NO_HOSTNAME 108");
        all(Situation.CONFLICT, "DOM_EXIST 28, NETWORK_EXIST 37, MULTIPLE_INTERFACES 59, STORAGE_POOL_BUILT 76");
        all(Situation.CONFLICT, "STORAGE_VOL_EXIST 90, NETWORK_PORT_EXIST 106, MULTIPLE_DOMAINS 110");
        all(Situation.BUSY, "BLOCK_COPY_ACTIVE 83, RESOURCE_BUSY 87");
        all(Situation.WRONG_STATE, "OPERATION_INVALID 55, SNAPSHOT_REVERT_RISKY 77, MIGRATE_UNSAFE 81");
        all(Situation.WRONG_STATE, "CHECKPOINT_INCONSISTENT 109");
        all(Situation.PERMISSION_DENIED, "OPERATION_DENIED 29, AUTH_FAILED 45, AUTH_CANCELLED 79, ACCESS_DENIED 88");
        all(Situation.PERMISSION_DENIED, "AUTH_UNAVAILABLE 94");
        all(Situation.NOT_IMPLEMENTED, "NO_SUPPORT 3, OS_TYPE 16, ARGUMENT_UNSUPPORTED 74, OPERATION_UNSUPPORTED 84");
        all(Situation.MISCONFIGURED, "NO_SECURITY_MODEL 54, CONFIG_UNSUPPORTED 67, CPU_INCOMPATIBLE 91");
        all(Situation.UNREACHABLE, "UNKNOWN_HOST 4, NO_CONNECT 5, INVALID_CONN 6, GNUTLS_ERROR 40, SSH 85, LIBSSH 98");
        all(Situation.TIMED_OUT, "OPERATION_TIMEOUT 68, AGENT_UNRESPONSIVE 86, AGENT_UNSYNCED 97");
    }

    private VirErrors() {}

    private static void all(Situation situation, String names) {
        for (String entry : names.split(", ")) {
            int space = entry.indexOf(' ');
            TABLE.put(Integer.valueOf(entry.substring(space + 1)), new Known(entry.substring(0, space), situation));
        }
    }

    /** The name of a code as C programs know it; of one that is not known, only that it is none of these. */
    public static String name(int code) {
        @Nullable Known known = TABLE.get(code);
        return known == null ? "VIR_ERR" : "VIR_ERR_" + known.name();
    }

    /** The error for what a function on a live connection said. */
    public static HypervisorException of(VirFailure failure, ErrorFactory errors) {
        return of(situation(failure), failure, errors);
    }

    /** The error for a connection that could not be made: what the table calls a failure of the host is one to reach it. */
    public static HypervisorException opening(VirFailure failure, ErrorFactory errors) {
        Situation situation = situation(failure);
        boolean isOther = situation == Situation.HOST_FAILURE || situation == Situation.NOT_IMPLEMENTED;
        return of(isOther ? Situation.UNREACHABLE : situation, failure, errors);
    }

    /** The error for what a function said on a connection that has broken: its code is no more than "internal error" then. */
    public static HypervisorException broken(VirFailure failure, ErrorFactory errors) {
        return of(Situation.UNREACHABLE, failure, errors);
    }

    /** Whether a driver has the function and not what a flag asks of it, for which there is no code (virCheckFlags of libvirt). */
    public static boolean isUnknownFlag(VirFailure failure) {
        return failure.code() == INVALID_ARG && failure.text().contains("unsupported flags");
    }

    /** Whether the agent in a guest hung up, as it does when its guest goes down before it has answered (qemuAgentIO of libvirt). */
    public static boolean isAgentGone(VirFailure failure) {
        return failure.code() == INTERNAL_ERROR && failure.text().contains("End of file from agent");
    }

    private static Situation situation(VirFailure failure) {
        if (failure.code() == SYSTEM_ERROR && NOT_PERMITTED.contains(failure.detail())) {
            return Situation.PERMISSION_DENIED;
        }
        if (isUnknownFlag(failure)) {
            return Situation.NOT_IMPLEMENTED;
        }
        @Nullable Known known = TABLE.get(failure.code());
        return known == null ? Situation.HOST_FAILURE : known.situation();
    }

    private static HypervisorException of(Situation situation, VirFailure failure, ErrorFactory errors) {
        ErrorFactory with = errors.nativeError(failure.nativeError());
        String text = clause(failure.text());
        return switch (situation) {
            case NOT_FOUND -> with.notFound(text);
            case CONFLICT -> with.conflict(text);
            case BUSY -> with.asTransient().conflict(text);
            case WRONG_STATE -> with.wrongState(text);
            case PERMISSION_DENIED -> with.permissionDenied(text);
            case NOT_IMPLEMENTED -> with.unsupported(Support.Reason.NOT_IMPLEMENTED, text);
            case MISCONFIGURED -> with.unsupported(Support.Reason.HOST_MISCONFIGURED, text);
            case UNREACHABLE -> with.asTransient().unreachable(text);
            case TIMED_OUT -> with.asTransient().timedOut(text);
            case HOST_FAILURE -> with.hostFailure(text);
        };
    }

    /** Texts of ours are clauses; libvirt's begin in either way and sometimes end with a full stop or a line's end. */
    public static String clause(String text) {
        String stripped = text.strip();
        while (stripped.endsWith(".")) {
            stripped = stripped.substring(0, stripped.length() - 1);
        }
        return stripped.isEmpty() ? "libvirt gave no text" : decapitalized(stripped);
    }

    private static String decapitalized(String text) {
        boolean isWord =
                text.length() > 1 && Character.isUpperCase(text.charAt(0)) && Character.isLowerCase(text.charAt(1));
        return isWord ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }
}
