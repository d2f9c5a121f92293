/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.ssh;

import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.TimedOut;
import dev.hvsdk.api.HypervisorException.Unreachable;
import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandInterruptedException;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.Pace;
import java.security.KeyPair;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.config.keys.ClientIdentityLoader;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.SessionContext;
import org.jspecify.annotations.Nullable;

/** One connection to a host, made anew when it broke. Thread-safe. */
final class SshConnection {
    /** OpenSSH grants ten sessions to one connection unless told otherwise ({@code MaxSessions}). */
    private static final int SESSIONS = 8;

    private static final Duration BUSY_PATIENCE = Duration.ofSeconds(5);
    private static final Duration BUSY_PAUSE = Duration.ofMillis(10);

    private final SshAddress address;
    private final Duration patience;
    private final SshClient client;
    private final Semaphore sessions = new Semaphore(SESSIONS);
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private @Nullable ClientSession session;

    private SshConnection(SshAddress address, Duration patience) {
        this.address = address;
        this.patience = patience;
        this.client = client();
    }

    static SshConnection open(SshAddress address, Duration patience) {
        SshConnection connection = new SshConnection(address, patience);
        try {
            connection.session(Deadline.after(patience));
            return connection;
        } catch (RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    private static SshClient client() {
        SshClient client = SshClient.setUpDefaultClient();
        // What the user's own configuration and agent say must not change where a URI leads.
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setClientIdentityLoader(NoIdentities.INSTANCE);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setNioWorkers(1);
        client.start();
        return client;
    }

    CommandResult run(Command command) {
        Deadline deadline = Deadline.after(command.timeout());
        acquire(command, deadline);
        try {
            return runWhenGranted(command, deadline);
        } finally {
            sessions.release();
        }
    }

    /** A server gives a session free a moment after the client has taken it for closed, and refuses another one until then. */
    private CommandResult runWhenGranted(Command command, Deadline deadline) {
        Deadline busy = Deadline.after(BUSY_PATIENCE);
        Pace pace = Pace.growing(BUSY_PAUSE, BUSY_PATIENCE);
        while (true) {
            try {
                return new SshExecution(session(deadline), command, deadline).run();
            } catch (Unreachable e) {
                if (!SshExecution.isRefused(e) || busy.isPassed() || deadline.isPassed()) {
                    throw e;
                }
                pace.rest();
            }
        }
    }

    private void acquire(Command command, Deadline deadline) {
        try {
            if (!sessions.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimedOut(SshErrors.running(
                                command.program(), "all " + SESSIONS + " sessions of the connection were busy", null)
                        .build());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandInterruptedException(command.program(), e);
        }
    }

    private ClientSession session(Deadline deadline) {
        lock.lock();
        try {
            ClientSession current = session;
            if (current == null || !current.isOpen()) {
                current = logIn(deadline);
                session = current;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private ClientSession logIn(Deadline deadline) {
        if (!client.isStarted()) {
            throw new HypervisorClosedException(toString());
        }
        Duration left = deadline.left().compareTo(patience) < 0 ? deadline.left() : patience;
        return new SshLogin(client, address).logIn(Deadline.after(left));
    }

    void close() {
        client.stop();
    }

    @Override
    public String toString() {
        return address.uri().toString();
    }

    static HypervisorException unreachable(SshAddress address, String what, Exception cause) {
        return new Unreachable(SshErrors.connecting(address.uri(), what, cause)
                .isTransient(true)
                .build());
    }

    /** No key but those that we add. */
    private enum NoIdentities implements ClientIdentityLoader {
        INSTANCE;

        @Override
        public boolean isValidLocation(NamedResource location) {
            return false;
        }

        @Override
        public @Nullable Iterable<KeyPair> loadClientIdentities(
                @Nullable SessionContext session, NamedResource location, @Nullable FilePasswordProvider provider) {
            return null;
        }
    }
}
