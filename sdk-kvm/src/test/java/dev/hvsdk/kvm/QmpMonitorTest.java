/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static dev.hvsdk.kvm.Kvms.bare;
import static dev.hvsdk.kvm.Kvms.newName;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** QMP of a real QEMU. */
@Live({Engine.LIBVIRTD, Engine.QEMU})
class QmpMonitorTest {
    private Libvirtd daemon;
    private Hypervisor host;
    private Guest guest;
    private QmpMonitor monitor;

    @BeforeEach
    void start(Libvirtd shared) {
        daemon = shared;
        host = Kvms.open(shared);
        guest = Kvms.started(host, bare(newName("qmp")).build());
        monitor = guest.capability(QmpMonitor.class).require();
    }

    @AfterEach
    void stop() {
        Kvms.remove(guest);
        host.close();
    }

    @Test
    void answersAsTextAndAsMap() {
        QmpAnswer answer = monitor.execute("query-status");

        assertThat(answer.text()).contains("\"running\":true");
        assertThat(answer.asMap()).containsEntry("status", "running").containsEntry("running", true);
        assertThatThrownBy(answer::asList).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void answersAsList() {
        assertThat(monitor.execute("query-cpus-fast").asList()).hasSize(1);
    }

    @Test
    void takesArguments() {
        assertThat(monitor.execute("qom-get", Map.of("path", "/machine", "property", "type"))
                        .text())
                .contains("pc-i440fx");
        assertThat(monitor.execute("query-qmp-schema").asList()).isNotEmpty();
        assertThat(monitor.execute("human-monitor-command", Map.of("command-line", "info status"))
                        .text())
                .contains("running");
        assertThatThrownBy(() -> monitor.execute("qom-list", Map.of("path", List.of(new Object()))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void errorsAreTypedAndBearTheWordsOfQemu() {
        assertThatThrownBy(() -> monitor.execute("query-nonsense"))
                .isInstanceOfSatisfying(HypervisorException.Unsupported.class, e -> {
                    assertThat(e.nativeError().orElseThrow().source()).isEqualTo("qmp");
                    assertThat(e.nativeError().orElseThrow().code()).isEqualTo("CommandNotFound");
                });
        assertThatThrownBy(() -> monitor.execute("device_del", Map.of("id", "nothing")))
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> monitor.execute("qom-get", Map.of("path", "/machine", "property", "nothing")))
                .isInstanceOf(HypervisorException.HostFailure.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void aStoppedGuestHasNoMonitor() {
        guest.stop().await();

        assertThatThrownBy(() -> monitor.execute("query-status")).isInstanceOf(HypervisorException.WrongState.class);
    }

    @Test
    void isRefusedOnReadOnlyConnections() {
        ConnectSpec spec =
                ConnectSpec.builder(URI.create(daemon.qemuUri())).readOnly(true).build();
        try (Hypervisor reader = new KvmProvider().open(spec)) {
            assertThat(reader.guest(guest.id()).capability(QmpMonitor.class))
                    .isInstanceOfSatisfying(
                            Support.Unavailable.class,
                            missing -> assertThat(missing.reason()).isEqualTo(Support.Reason.PERMISSION_DENIED));
        }
    }

    /** What the documentation promises. */
    @Test
    void taintsTheGuest() {
        monitor.execute("query-status");

        assertThat(daemon.virsh().run("dominfo", guest.id().value())).contains("Messages:");
    }
}
