/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.http;

import dev.hvsdk.spi.support.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Streams that are the input and output of a process, such as {@code ssh host docker system dial-stdio}. Immutable. */
public final class ProcessDialer implements Dialer {
    private final String name;
    private final List<String> command;

    /**
     * By this program and its arguments; no shell reads them here.
     *
     * @param name where it leads, as in an error
     */
    public ProcessDialer(String name, List<String> command) {
        this.name = name;
        this.command = List.copyOf(command);
    }

    /** Each is a process, and a login at a server that refuses some of more than ten logins at a time (MaxStartups). */
    @Override
    public int manyAtOnce() {
        return 8;
    }

    @Override
    public Wire dial(Deadline deadline, Consumer<AutoCloseable> opening) throws IOException {
        Wire wire = new ProcessWire(new ProcessBuilder(command).start());
        opening.accept(wire);
        return wire;
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
