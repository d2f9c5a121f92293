/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.libvirt;

import dev.hvsdk.benchmarks.report.Command;
import dev.hvsdk.benchmarks.report.LineProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A running process that reads all guests when it is told so. Not thread-safe: told by one thread. */
final class Peer implements AutoCloseable {
    /** A peer that is not running yet: what it is called, and how it is started on a URI. */
    record Plan(String name, boolean warmsUp, List<String> command) {
        Peer start(String uri) {
            return new Peer(this, LineProcess.start(name, Command.of(command, uri), Map.of()));
        }
    }

    private final Plan plan;
    private final LineProcess process;

    private Peer(Plan plan, LineProcess process) {
        this.plan = plan;
        this.process = process;
    }

    String name() {
        return plan.name();
    }

    /** Whether its first rounds are slower than its later ones by nature. */
    boolean warmsUp() {
        return plan.warmsUp();
    }

    Check check() {
        return Check.parse(process.ask("check"));
    }

    /** Takes one round; the nanoseconds. */
    long round() {
        String answer = process.ask("round");
        return Long.parseLong(answer.substring(0, answer.indexOf(' ')));
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
