/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package inventory;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The command: {@code java inventory.Main fake:kvm} prints a report and ends with 1 if something is amiss. */
public final class Main {
    private static final Duration LIMIT = Duration.ofDays(7);

    private Main() {}

    public static void main(String[] uris) {
        System.exit(run(Hypervisors.load(), List.of(uris), System.out));
    }

    static int run(Hypervisors hypervisors, List<String> uris, PrintStream out) {
        int status = 0;
        for (String uri : uris) {
            try (Hypervisor host = hypervisors.open(uri)) {
                List<Finding> findings = new SnapshotAudit(LIMIT, Clock.systemUTC()).run(host);
                print(host, findings, out);
                status = Math.max(status, findings.isEmpty() ? 0 : 1);
            } catch (HypervisorException e) {
                out.println(e.getMessage());
                status = 2;
            }
        }
        return status;
    }

    private static void print(Hypervisor host, List<Finding> findings, PrintStream out) {
        out.println(host.info() + ": " + (findings.isEmpty() ? "all guests have a snapshot" : ""));
        for (Finding finding : findings) {
            out.printf(Locale.ROOT, "  %-20s %-10s %s%n", finding.guest(), finding.kind(), finding.detail());
        }
    }
}
