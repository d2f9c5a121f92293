/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.benchmarks.vmware;

import dev.hvsdk.benchmarks.report.LineProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A simulated vCenter of its own, with guests that run. Not thread-safe. */
final class Simulator implements AutoCloseable {
    /** What programs that are not ours take the password from. */
    static final String PEERS_PASSWORD = "VCSIM_PASSWORD";

    static final String USER = "user";
    static final String PASSWORD = "bench";

    private static final int SENT = 3;
    private static final int RECEIVED = 4;

    private final LineProcess process;
    private final Path certificate;

    private Simulator(LineProcess process, Path certificate) {
        this.process = process;
        this.certificate = certificate;
    }

    /** Starts one, with its certificate in this directory. */
    static Simulator start(String program, Path directory, int guests) {
        Path certificate = directory.resolve("cert.pem");
        List<String> argv = List.of(
                program,
                "-vm",
                Integer.toString(guests),
                "-username",
                USER,
                "-password",
                PASSWORD,
                "-tlscert",
                certificate.toString(),
                "-tlskey",
                directory.resolve("key.pem").toString());
        return new Simulator(LineProcess.start("vcsim", argv, Map.of("TMPDIR", directory.toString())), certificate);
    }

    /** {@code https://127.0.0.1:40001/sdk}. */
    String address() {
        return process.greeting().replaceFirst("ready ", "");
    }

    /** The same with the user. */
    String addressWithUser() {
        return address().replace("//", "//" + USER + "@");
    }

    /** For the SDK. */
    String uri() {
        return addressWithUser().replace("https:", "vsphere:").replace("/sdk", "/") + "?ca=" + certificate;
    }

    /** What the last call of a method said. */
    String last(String method) {
        return process.ask("last " + method);
    }

    /** What has been called until now. */
    Traffic traffic() {
        Matcher counts = Pattern.compile("=(\\d+)/\\d+/(\\d+)/(\\d+)").matcher(process.ask("counts"));
        Traffic sum = new Traffic(0, 0, 0);
        while (counts.find()) {
            sum = new Traffic(
                    sum.calls + number(counts, 1),
                    sum.sent + number(counts, SENT - 1),
                    sum.received + number(counts, RECEIVED - 1));
        }
        return sum;
    }

    private static long number(Matcher counts, int group) {
        return Long.parseLong(counts.group(group));
    }

    @Override
    public void close() throws IOException {
        process.close();
    }

    /** Calls, and the bytes of their bodies. */
    record Traffic(long calls, long sent, long received) {
        Traffic since(Traffic before) {
            return new Traffic(calls - before.calls, sent - before.sent, received - before.received);
        }
    }
}
