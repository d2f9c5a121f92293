/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandInterruptedException;
import dev.hvsdk.host.command.CommandResult;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Terminals of dom0 with guests that say what they are told; each has one reader, as by flock. Thread-safe. */
final class StandInConsoles {
    private static final int TAKEN = 77;

    private final Map<String, Consumer<? super byte[]>> readers = new ConcurrentHashMap<>();

    CommandResult run(Command command, String terminal) {
        return command.outputListener()
                .map(reader -> read(reader, terminal))
                .orElseGet(() -> write(command.input(), terminal));
    }

    private CommandResult read(Consumer<? super byte[]> reader, String terminal) {
        if (readers.putIfAbsent(terminal, reader) != null) {
            return CommandResult.of(TAKEN, "", "");
        }
        reader.accept(new byte[] {036});
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody ends a console but by an interrupt");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandInterruptedException("flock", e);
        } finally {
            readers.remove(terminal);
        }
    }

    private CommandResult write(byte[] input, String terminal) {
        readers.getOrDefault(terminal, nobody -> {}).accept(input);
        return CommandResult.of(0, "", "");
    }
}
