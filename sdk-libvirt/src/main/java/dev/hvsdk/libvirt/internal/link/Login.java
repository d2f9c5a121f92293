/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.libvirt.internal.natives.Callbacks;
import dev.hvsdk.libvirt.internal.natives.Mem;
import dev.hvsdk.libvirt.internal.natives.Scope;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirConnect;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Opens one native connection, and answers if the host asks for a user and a password.
 *
 * <p>Not thread-safe: one login per connection.
 */
final class Login {
    /** {@code virConnectCredentialType} of libvirt-host.h. */
    private static final int USERNAME = 1;

    private static final int AUTHNAME = 2;
    private static final int PASSPHRASE = 5;
    private static final int NOECHOPROMPT = 7;
    private static final int[] TYPES = {USERNAME, AUTHNAME, PASSPHRASE, NOECHOPROMPT};

    /** With the libraries of SSH, a prompt is the question whether an unknown host is to be trusted: that is not ours to answer. */
    private static final int[] TYPES_OF_SSH = {USERNAME, AUTHNAME, PASSPHRASE};

    /** {@code struct _virConnectCredential}, on 64-bit systems. */
    private static final int CREDENTIAL_SIZE = 48;

    private static final int DEFAULT = 24;
    private static final int RESULT = 32;
    private static final int RESULT_LENGTH = 40;

    /** {@code struct _virConnectAuth}. */
    private static final int AUTH_SIZE = 32;

    private static final int READ_ONLY = 1;

    private static final AtomicLong TOKENS = new AtomicLong();
    private static final Map<Long, Login> UNDER_WAY = new ConcurrentHashMap<>();

    /** In a static field, because libvirt may call it at any time. */
    private static final Callbacks.Auth CALLBACK = (credentials, count, token) -> {
        @Nullable Login login = UNDER_WAY.get(token);
        return login == null ? -1 : login.answer(credentials, count);
    };

    private final ConnectSpec spec;
    private boolean isAsked;
    private Optional<Credentials> known = Optional.empty();
    private volatile boolean unanswered;
    private @Nullable RuntimeException failure;
    private @Nullable Error error;

    Login(ConnectSpec spec) {
        this.spec = spec;
    }

    /**
     * The connection.
     *
     * @throws dev.hvsdk.libvirt.internal.natives.VirException if there is none
     */
    long open(LinkUri uri) {
        return uri.isByProgram()
                ? SshDeadline.within(spec.deadlines().connect(), () -> open(uri.text()))
                : open(uri.text());
    }

    /** Whether libvirt asked for what nobody had an answer to. */
    boolean wasUnanswered() {
        return unanswered;
    }

    private long open(String uri) {
        long token = TOKENS.incrementAndGet();
        UNDER_WAY.put(token, this);
        try (Scope scope = new Scope()) {
            long connection =
                    VirConnect.virConnectOpenAuth(uri, auth(scope, token, types(uri)), spec.readOnly() ? READ_ONLY : 0);
            rethrowIfFailed(connection);
            return Vir.check(connection);
        } finally {
            UNDER_WAY.remove(token);
        }
    }

    private static int[] types(String uri) {
        return uri.contains("+libssh") ? TYPES_OF_SSH : TYPES;
    }

    private static long auth(Scope scope, long token, int[] asked) {
        long types = scope.allocate((long) Integer.BYTES * asked.length);
        for (int i = 0; i < asked.length; i++) {
            Mem.setInt32(types + (long) Integer.BYTES * i, asked[i]);
        }
        long auth = scope.allocate(AUTH_SIZE);
        Mem.setInt64(auth, types);
        Mem.setInt32(auth + 8, asked.length);
        Mem.setInt64(auth + 16, Callbacks.address(CALLBACK));
        Mem.setInt64(auth + 24, token);
        return auth;
    }

    /** What the user's own code threw while libvirt waited for it says more than "authentication cancelled". */
    private void rethrowIfFailed(long connection) {
        if (connection != 0) {
            return;
        }
        if (error != null) {
            throw error;
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Nothing may be thrown through native frames. */
    private int answer(long credentials, int count) {
        try {
            for (int i = 0; i < count; i++) {
                if (!answer(credentials + (long) CREDENTIAL_SIZE * i, known())) {
                    unanswered = true;
                    return -1;
                }
            }
            return 0;
        } catch (RuntimeException e) {
            failure = e;
        } catch (Error e) {
            error = e;
        }
        return -1;
    }

    /** Asked for once, though libvirt may ask for the name and the password one after the other. */
    private Optional<Credentials> known() {
        if (!isAsked) {
            known = spec.credentials().credentials(spec.uri());
            isAsked = true;
        }
        return known;
    }

    private boolean answer(long credential, Optional<Credentials> known) {
        int type = Mem.int32(credential);
        boolean isSecret = type == PASSPHRASE || type == NOECHOPROMPT;
        Optional<char[]> answer = isSecret ? known.map(Credentials::password) : user(credential, known);
        answer.ifPresent(text -> set(credential, text));
        return answer.isPresent();
    }

    private Optional<char[]> user(long credential, Optional<Credentials> known) {
        return known.flatMap(Credentials::user)
                .or(() -> Optional.ofNullable(spec.uri().getUserInfo()))
                .or(() -> suggestion(credential))
                .map(String::toCharArray);
    }

    private static Optional<String> suggestion(long credential) {
        long suggested = Mem.int64(credential + DEFAULT);
        return suggested == 0 ? Optional.empty() : Optional.of(Mem.text(suggested));
    }

    /** Libvirt frees the answer itself, so that it must come from the C library's own allocator. */
    private static void set(long credential, char[] text) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        encoded.clear();
        Mem.setInt64(credential + RESULT, Mem.copyToHeap(bytes));
        Mem.setInt32(credential + RESULT_LENGTH, bytes.length);
        Arrays.fill(bytes, (byte) 0);
        encoded.put(new byte[encoded.capacity()]);
        Arrays.fill(text, '\0');
    }
}
