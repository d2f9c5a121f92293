/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package inventory;

import static dev.hvsdk.testkit.assertj.HypervisorAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.testkit.FakeClock;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import dev.hvsdk.testkit.junit.FakeHypervisor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotAuditTest {
    @FakeHypervisor(guests = {"web", "db:stopped"})
    private Hypervisor host;

    @FakeHypervisor
    private FakeHost fake;

    @FakeHypervisor
    private FakeClock clock;

    private SnapshotAudit audit;

    @BeforeEach
    void prepare() {
        audit = new SnapshotAudit(Duration.ofDays(7), clock);
    }

    private void takeSnapshot(String guest, String name) {
        Guest handle = host.findGuest(guest).orElseThrow();
        Snapshots snapshots = handle.capability(Snapshots.class).require();
        snapshots.create(SnapshotSpec.builder(name).build()).await();
    }

    @Test
    void aWeekLaterASnapshotIsTooOld() {
        takeSnapshot("web", "monday");
        takeSnapshot("db", "monday");
        clock.advance(Duration.ofDays(7));
        assertThat(audit.run(host)).isEmpty();

        clock.advance(Duration.ofDays(1));
        takeSnapshot("db", "tuesday");

        assertThat(audit.run(host)).containsExactly(new Finding("web", Finding.Kind.OLD, "the youngest is 8 days old"));
    }

    @Test
    void aGuestWithoutSnapshotsIsReported() {
        takeSnapshot("web", "monday");

        assertThat(audit.run(host)).containsExactly(new Finding("db", Finding.Kind.MISSING, "no snapshot"));
    }

    @Test
    void aGuestThatDoesNotAnswerIsReportedAndTheOthersAreExamined() {
        fake.faults().on(HostCall.READ_GUEST).forGuest("web").fail(HypervisorException.TimedOut.class);

        List<Finding> findings = audit.run(host);

        assertThat(findings).extracting(Finding::guest).containsExactly("web", "db");
        assertThat(findings).extracting(Finding::kind).containsExactly(Finding.Kind.UNKNOWN, Finding.Kind.MISSING);
    }

    @Test
    void containersCannotHaveSnapshots(
            @FakeHypervisor(host = "docker", profile = FakeHypervisor.Profile.CONTAINERS, guests = "cache")
                    Hypervisor docker) {
        assertThat(audit.run(docker)).extracting(Finding::kind).containsExactly(Finding.Kind.IMPOSSIBLE);
    }

    @Test
    void theAuditChangesNothing() {
        audit.run(host);

        assertThat(fake.journal().entries()).noneMatch(entry -> entry.call().isChange());
        assertThat(host).guest("web").hasState(GuestState.RUNNING);
        assertThat(host).guest("db").isStopped();
    }
}
