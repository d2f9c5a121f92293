/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.Vcsim;
import dev.hvsdk.live.VcsimTraffic;
import dev.hvsdk.vmware.VsphereServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Thousands of guests, as pyvmomi lists them too, and what it costs to list them. */
@Live({Engine.VCSIM, Engine.PYVMOMI})
class ListingLiveTest {
    /** Listing takes less than 8 MB. An answer of 5,000 guests has 5.7 MB, and more than this once it is a tree of elements. */
    private static final String HEAP = "-Xmx12m";

    private static final int QUERY_BYTES = 1100;
    private static final int GUEST_BYTES = 1200;

    @Test
    void listsAThousandByOneCallAsPyvmomiDoes() {
        try (Vcsim simulator = Vcsim.setup().guests(1000).start();
                Hypervisor host = open(simulator)) {
            List<GuestInfo> all = host.guests().asList();

            VcsimTraffic traffic = simulator.traffic("RetrievePropertiesEx");
            assertThat(traffic.calls()).isOne();
            assertThat(traffic.sent()).isLessThan(QUERY_BYTES);
            assertThat(traffic.received()).isLessThan(1000L * GUEST_BYTES);
            assertThat(all).hasSize(1000);
            assertThat(Witnessed.all(host))
                    .hasSize(1000)
                    .containsExactlyInAnyOrderElementsOf(Witnessed.all(simulator.pyvmomi()));
        }
    }

    @Test
    void tellsTheUuidsOfAllByOneCall() {
        try (Vcsim simulator = Vcsim.setup().guests(20).start();
                Hypervisor host = open(simulator)) {
            Map<GuestId, UUID> uuids =
                    host.capability(VsphereServer.class).require().uuids();

            assertThat(uuids).hasSize(20);
            assertThat(uuids.values()).doesNotHaveDuplicates();
            assertThat(simulator.requests("RetrievePropertiesEx")).isOne();
        }
    }

    @Test
    void readsWhatComesCompressed() {
        try (Vcsim simulator = Vcsim.setup().guests(200).gzip().start();
                Hypervisor host = open(simulator)) {
            assertThat(host.guests()).hasSize(200);
            assertThat(simulator.traffic("RetrievePropertiesEx").received()).isLessThan(200 * GUEST_BYTES / 5);
        }
    }

    @Test
    void callsNothingElseForTheFirstListing() {
        try (Vcsim simulator = Vcsim.setup().guests(10).start();
                Hypervisor host = open(simulator)) {
            assertThat(host.guests()).hasSize(10);
            assertThat(simulator.traffic())
                    .containsOnlyKeys("RetrieveServiceContent", "Login", "CreateContainerView", "RetrievePropertiesEx")
                    .allSatisfy((method, traffic) ->
                            assertThat(traffic.calls()).as(method).isOne());
        }
    }

    @Test
    @LongRunning
    void listsFiveThousandInASmallHeap() throws IOException, InterruptedException {
        try (Vcsim simulator = Vcsim.setup().guests(5000).start()) {
            assertThat(listInAnotherJvm(simulator, HEAP)).isEqualTo("5000");
            assertThat(simulator.requests("RetrievePropertiesEx")).isOne();
        }
    }

    /** The word of the child's last line: whatever it says before is in the failure, if there is one. */
    private static String listInAnotherJvm(Vcsim simulator, String heap) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                        java,
                        heap,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ListOnce.class.getName())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        ListOnce.URI,
                        simulator.uri() + "?ca=" + simulator.certificate(),
                        ListOnce.PASSWORD,
                        simulator.password()));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static Hypervisor open(Vcsim simulator) {
        return new VsphereProvider().open(VsphereSubject.connection(simulator).build());
    }
}
