/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.internal.natives.Callbacks;
import dev.hvsdk.libvirt.internal.natives.VirConnect;
import dev.hvsdk.libvirt.internal.natives.VirErrors;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirFailure;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One native connection. Thread-safe; what is native is called by platform threads only. */
final class Session {
    private static final System.Logger LOG = System.getLogger(Session.class.getName());

    /** Seconds between two signs of life, and how many may be missing: a daemon that hangs is noticed within 20 seconds. */
    private static final int KEEPALIVE_INTERVAL = 5;

    private static final int KEEPALIVE_COUNT = 3;

    private static final AtomicLong TOKENS = new AtomicLong();
    private static final Map<Long, Session> OPEN = new ConcurrentHashMap<>();

    /** In a static field, because libvirt may call it at any time, from the loop's thread or from one that makes a call. */
    private static final Callbacks.Closed CLOSED = (connection, reason, token) -> {
        @Nullable Session session = OPEN.get(token);
        if (session != null) {
            session.broke();
        }
    };

    private final long token = TOKENS.incrementAndGet();
    private final long connection;
    private final boolean isInProcess;
    private final ErrorFactory errors;

    /** Who wants to know that it broke; told once. */
    private final Queue<Runnable> mourners = new ConcurrentLinkedQueue<>();

    private volatile boolean broken;

    private Session(long connection, boolean isInProcess, ErrorFactory errors) {
        this.connection = connection;
        this.isInProcess = isInProcess;
        this.errors = errors;
    }

    /** Opens one; throws one of the eight errors if that fails. */
    static Session open(LinkUri uri, Login login, ErrorFactory errors) {
        EventLoop.require();
        try {
            Session session = new Session(login.open(uri), uri.isInProcess(), errors);
            session.watch();
            return session;
        } catch (VirException e) {
            throw OpeningErrors.of(e.failure(), login.wasUnanswered(), errors.operation("open"));
        }
    }

    private void watch() {
        if (isInProcess) {
            return;
        }
        OPEN.put(token, this);
        logIfRefused(VirConnect.virConnectRegisterCloseCallback(connection, Callbacks.address(CLOSED), token, 0));
        logIfRefused(VirConnect.virConnectSetKeepAlive(connection, KEEPALIVE_INTERVAL, KEEPALIVE_COUNT));
    }

    /** Drivers without a daemon between have neither. */
    private static void logIfRefused(int result) {
        if (result < 0) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "a connection is not watched: {0}",
                    VirFailure.last().text());
        }
    }

    /** The native connection, for a call that has this session in use. */
    long connection() {
        return connection;
    }

    /** Whether it can be used: asks this side only, not the host. */
    boolean isAlive() {
        if (!broken && !isInProcess && VirConnect.virConnectIsAlive(connection) == 0) {
            broke();
        }
        return !broken;
    }

    /** Runs this when the connection breaks, or at once if it has; must not block. */
    void onBroken(Runnable mourner) {
        mourners.add(mourner);
        if (broken) {
            tell();
        }
    }

    private void broke() {
        broken = true;
        tell();
    }

    private void tell() {
        for (@Nullable Runnable mourner = mourners.poll(); mourner != null; mourner = mourners.poll()) {
            mourner.run();
        }
    }

    /** Makes a call, and turns what libvirt says into one of the eight errors. */
    <T> T call(Purpose purpose, ConnectCall<T> call) {
        try {
            return call.on(connection);
        } catch (VirException e) {
            throw translated(e, purpose);
        } catch (UnsatisfiedLinkError e) {
            throw purpose.errors(errors)
                    .cause(e)
                    .remedy("install a newer libvirt; 9.0 has all that is used")
                    .unsupported(Support.Reason.TOO_OLD, "the libvirt library of this machine lacks a function");
        }
    }

    private HypervisorException translated(VirException e, Purpose purpose) {
        ErrorFactory about = purpose.errors(errors);
        return isAlive() ? VirErrors.of(e.failure(), about) : VirErrors.broken(e.failure(), about);
    }

    /** Closes it; asks the host, so that it may block. */
    void close() {
        mourners.clear();
        if (OPEN.remove(token) != null) {
            logIfRefused(VirConnect.virConnectUnregisterCloseCallback(connection, Callbacks.address(CLOSED)));
        }
        logIfRefused(VirConnect.virConnectClose(connection));
    }
}
