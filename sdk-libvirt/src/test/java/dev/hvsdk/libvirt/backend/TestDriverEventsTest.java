/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorEvent;
import dev.hvsdk.libvirt.HostObjectChanged;
import dev.hvsdk.libvirt.HostObjectChanged.Change;
import dev.hvsdk.libvirt.HostObjectChanged.Kind;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Virsh;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real libvirtd tells of the things of its host, which here its test driver makes up and somebody else changes. */
@Live(Engine.LIBVIRTD)
class TestDriverEventsTest {
    /** A port of the one adapter that the test driver has. */
    private static final String PORT = """
            <device><parent>scsi_host1</parent><capability type='scsi_host'><capability type='fc_host'>
            <wwnn>2000000000000001</wwnn><wwpn>2000000000000002</wwpn></capability></capability></device>
            """;

    private Virsh somebody;
    private Hypervisor host;

    private final Queue<HostObjectChanged> heard = new ConcurrentLinkedQueue<>();

    private void hear(HypervisorEvent event) {
        if (event instanceof HostObjectChanged change) {
            heard.add(change);
        }
    }

    private List<Change> of(Kind kind, String name) {
        return heard.stream()
                .filter(event -> event.kind() == kind && event.name().equals(name))
                .map(HostObjectChanged::change)
                .toList();
    }

    private void await(Kind kind, String name, Change... changes) {
        Eventually.holds(() -> of(kind, name).size() >= changes.length);
        assertThat(of(kind, name)).containsExactly(changes);
    }

    @BeforeEach
    void listen(Libvirtd daemon) {
        somebody = Virsh.at(daemon.testUri());
        host = new LibvirtProvider().open(ConnectSpec.of(URI.create(daemon.testUri())));
        host.subscribe(this::hear);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void tellsOfDevicesOfTheHost() {
        somebody.runWithXml("nodedev-create", PORT);
        somebody.run("nodedev-destroy", "scsi_host12");

        await(Kind.NODE_DEVICE, "scsi_host12", Change.CREATED, Change.DELETED);
    }

    @Test
    void tellsOfNetworks() {
        somebody.runWithXml("net-define", "<network><name>told</name></network>");
        somebody.run("net-start", "told");
        somebody.run("net-destroy", "told");
        somebody.run("net-undefine", "told");

        await(Kind.NETWORK, "told", Change.DEFINED, Change.STARTED, Change.STOPPED, Change.UNDEFINED);
    }

    @Test
    void tellsOfPools() {
        somebody.run("pool-define-as", "heard", "dir", "--target", "/heard");
        somebody.run("pool-start", "heard");
        somebody.run("pool-destroy", "heard");
        somebody.run("pool-undefine", "heard");

        await(Kind.POOL, "heard", Change.DEFINED, Change.STARTED, Change.STOPPED, Change.UNDEFINED);
    }
}
