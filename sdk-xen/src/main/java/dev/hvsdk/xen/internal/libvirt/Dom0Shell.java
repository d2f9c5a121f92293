/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.libvirt;

import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.spi.support.OpenState;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Commands in a dom0, with which it is connected by the first; a failure to connect is that command's. Thread-safe. */
final class Dom0Shell implements CommandRunner, AutoCloseable {
    private final OpenState state;
    private final Function<OpenState, CommandRunner> login;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private @Nullable CommandRunner runner;

    /**
     * Of a dom0.
     *
     * @param what the connection that it belongs to, for people
     * @param login connects, and registers with the state what has to be closed
     */
    Dom0Shell(String what, Function<OpenState, CommandRunner> login) {
        this.state = OpenState.of(what);
        this.login = login;
    }

    @Override
    public CommandResult run(Command command) {
        return runner().run(command);
    }

    /** Those who come while it is connected with wait for that, and no longer than it may take. */
    private CommandRunner runner() {
        lock.lock();
        try {
            state.checkOpen();
            CommandRunner found = runner == null ? login.apply(state) : runner;
            runner = found;
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no lock: what is being connected with is closed as soon as it is there. */
    @Override
    public void close() {
        state.close();
    }
}
