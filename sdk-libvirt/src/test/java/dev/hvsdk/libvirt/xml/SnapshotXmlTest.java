/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.capability.Snapshot;
import dev.hvsdk.api.capability.SnapshotSpec;
import dev.hvsdk.api.capability.SnapshotStorage;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotXmlTest {
    private static final String DESCRIPTION = """
            <domainsnapshot>
              <name>before</name>
              <description>of the upgrade</description>
              <state>running</state>
              <parent><name>clean</name></parent>
              <creationTime>1761000000</creationTime>
              <memory snapshot='internal'/>
              <disks>
                <disk name='vda' snapshot='internal'/>
                <disk name='vdb' snapshot='external' type='file'>
                  <driver type='qcow2'/><source file='/b.before'/>
                </disk>
                <disk name='vdc' snapshot='no'/>
              </disks>
              <domain type='qemu'>
                <name>web</name>
                <devices><graphics type='vnc' passwd='hunter2'/></devices>
              </domain>
            </domainsnapshot>
            """;

    @Test
    void readsASnapshot() {
        SnapshotXml snapshot = SnapshotXml.parse(DESCRIPTION);

        assertThat(snapshot.toSnapshot())
                .isEqualTo(Snapshot.builder("before", "before", GuestState.RUNNING)
                        .description("of the upgrade")
                        .createdAt(Instant.ofEpochSecond(1761000000))
                        .parent("clean")
                        .holdsMemory(true)
                        .storage(SnapshotStorage.EXTERNAL)
                        .build());
        assertThat(snapshot.domain().flatMap(DomainXml::name)).contains("web");
        assertThat(snapshot.disks())
                .extracting(disk -> disk.place().orElseThrow())
                .containsExactly(SnapshotXml.Place.INTERNAL, SnapshotXml.Place.EXTERNAL, SnapshotXml.Place.NO);
        assertThat(snapshot.disks().get(1).file()).contains("/b.before");
        assertThat(snapshot.redacted().toXml()).doesNotContain("hunter2");
        assertThat(Readings.of(snapshot)).contains("format");
    }

    @ParameterizedTest
    @CsvSource({
        "running, RUNNING, true",
        "paused, PAUSED, true",
        "pmsuspended, SUSPENDED, true",
        "shutoff, STOPPED, false",
        "disk-snapshot, STOPPED, false",
        "crashed, CRASHED, false"
    })
    void readsTheState(String word, GuestState state, boolean memory) {
        SnapshotXml snapshot =
                SnapshotXml.parse("<domainsnapshot><name>x</name><state>" + word + "</state></domainsnapshot>");

        assertThat(snapshot.guestState()).contains(state);
        assertThat(snapshot.holdsMemory()).isEqualTo(memory);
    }

    @Test
    void readsNoTimeThatIsNone() {
        SnapshotXml snapshot =
                SnapshotXml.parse("<domainsnapshot><creationTime>9223372036854775807</creationTime></domainsnapshot>");

        assertThat(snapshot.createdAt()).isEmpty();
    }

    @Test
    void writesWhatTheApiAsksFor() {
        SnapshotXml full = SnapshotXml.of(SnapshotSpec.builder("a < b")
                .description("d & e")
                .withMemory(true)
                .build());
        SnapshotXml disks = SnapshotXml.of(SnapshotSpec.builder("b").build());

        assertThat(full.memory()).contains(SnapshotXml.Place.INTERNAL);
        assertThat(SnapshotXml.parse(full.toXml()).name()).contains("a < b");
        assertThat(disks.holdsMemory()).isFalse();
        assertThat(Schemas.complaints("domainsnapshot", full.toXml())).isEmpty();
        assertThat(Schemas.complaints("domainsnapshot", disks.toXml())).isEmpty();
    }

    @Test
    void writesExternalSnapshotsWithMemory() {
        SnapshotXml snapshot = SnapshotXml.create("live")
                .withMemoryFile("/live.mem")
                .withExternalDisk("vda", "/a.live", "qcow2")
                .withDisk("sda", SnapshotXml.Place.NO);

        assertThat(snapshot.memory()).contains(SnapshotXml.Place.EXTERNAL);
        assertThat(snapshot.memoryFile()).contains("/live.mem");
        assertThat(snapshot.disks().get(0).format()).contains("qcow2");
        assertThat(Schemas.complaints("domainsnapshot", snapshot.toXml())).isEmpty();
    }
}
