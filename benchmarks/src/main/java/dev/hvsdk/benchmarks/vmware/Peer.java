/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.vmware;

import dev.hvsdk.benchmarks.report.Command;
import dev.hvsdk.benchmarks.report.LineProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A client that is not ours, in a process of its own that lives on from order to order. Not thread-safe. */
final class Peer implements AutoCloseable {
    private static final Map<String, String> PASSWORD = Map.of(Simulator.PEERS_PASSWORD, Simulator.PASSWORD);

    private final LineProcess process;

    private Peer(LineProcess process) {
        this.process = process;
    }

    static Peer start(List<String> program, Simulator simulator, String properties) {
        return new Peer(LineProcess.start(program.toString(), words(program, simulator, properties), PASSWORD));
    }

    /** A process that lists once and ends; how many there were. */
    static int listOnce(List<String> program, Simulator simulator, String properties) {
        List<String> argv = Command.of(words(program, simulator, properties), "once");
        return Integer.parseInt(Command.run(argv, PASSWORD).strip());
    }

    private static List<String> words(List<String> program, Simulator simulator, String properties) {
        return Command.of(program, simulator.addressWithUser(), properties);
    }

    /** The nanoseconds of an order, which has to be about so many guests. */
    long obey(String order, int guests) {
        String[] answer = process.ask(order).split(" ");
        if (Integer.parseInt(answer[1]) != guests) {
            throw new IllegalStateException(order + ": " + answer[1] + " instead of " + guests);
        }
        return Long.parseLong(answer[0]);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
