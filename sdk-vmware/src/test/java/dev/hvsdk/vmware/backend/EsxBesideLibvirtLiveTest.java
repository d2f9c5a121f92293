/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Credentials;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import dev.hvsdk.vmware.VsphereServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our backend of ESX beside libvirt's, on one simulated host. */
@Live({Engine.VCSIM, Engine.LIBVIRTD})
class EsxBesideLibvirtLiveTest {

    private static final String FIRST = "ha-host_VM0";

    private static final String SECOND = "ha-host_VM1";

    private static Vcsim esx;

    private Hypervisor host;

    @BeforeAll
    static void start() {
        esx = Vcsim.setup().esx().guests(5).realXml().start();
        esx.cli().run("reconfigure", FIRST, "4", "2048");
        esx.cli().run("power-off", "ha-host_VM3");
        esx.cli().run("suspend", "ha-host_VM4");
    }

    @AfterAll
    static void end() {
        esx.close();
    }

    @BeforeEach
    void open() {
        host = Hypervisors.load()
                .open(ConnectSpec.builder(URI.create(esx.uri() + "?ca=" + esx.certificate()))
                        .credentials(
                                uri -> Optional.of(Credentials.of(esx.password().toCharArray())))
                        .build());
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void listsTheSameGuests() {
        assertThat(host.guests().asList()).map(GuestInfo::name).hasSize(5).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void tellsTheSameOfEachGuest() {
        Map<GuestId, UUID> uuids =
                host.capability(VsphereServer.class).require().uuids();
        List<Seen> ours = host.guests().asList().stream()
                .map(info -> Seen.of(info, uuids))
                .toList();

        assertThat(ours)
                .containsExactlyInAnyOrderElementsOf(names().stream()
                        .map(EsxBesideLibvirtLiveTest::seenByLibvirt)
                        .toList());
    }

    @Test
    void startsAndStopsWhatLibvirtSees() {
        Guest guest = guest(FIRST);

        guest.stop().await();
        assertThat(stateByLibvirt(FIRST)).isEqualTo("shut off");

        guest.start().await();
        assertThat(stateByLibvirt(FIRST)).isEqualTo("running");

        guest.pause().await();
        assertThat(stateByLibvirt(FIRST)).isEqualTo("paused");

        guest.resume().await();
        assertThat(stateByLibvirt(FIRST)).isEqualTo("running");
    }

    @Test
    void seesWhatLibvirtStartsAndStops() {
        Guest guest = guest(SECOND);

        esx.virsh().run("destroy", SECOND);
        assertThat(guest.info().state()).isEqualTo(GuestState.STOPPED);

        esx.virsh().run("start", SECOND);
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
    }

    private Guest guest(String name) {
        return host.guests().asList().stream()
                .filter(info -> info.name().equals(name))
                .map(info -> host.guest(info.id()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names() {
        return esx.virsh().run("list", "--all", "--name").lines().toList();
    }

    private static String stateByLibvirt(String name) {
        return esx.virsh().run("domstate", name);
    }

    private static Seen seenByLibvirt(String name) {
        String told = esx.virsh().run("dominfo", name);
        return new Seen(
                said(told, "Name"),
                said(told, "Id"),
                said(told, "UUID"),
                said(told, "State"),
                said(told, "CPU(s)"),
                said(told, "Max memory"));
    }

    private static String said(String told, String key) {
        return told.lines()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    /** What both tell of a guest, in libvirt's words. */
    private record Seen(String name, String id, String uuid, String state, String cpus, String memory) {
        private static final Map<GuestState, String> STATES = Map.of(
                GuestState.RUNNING, "running",
                GuestState.STOPPED, "shut off",
                GuestState.PAUSED, "paused");

        /** libvirt's ids are of guests that run, and are the numbers of the references there. */
        private static final Set<GuestState> STOPPED = Set.of(GuestState.STOPPED);

        static Seen of(GuestInfo info, Map<GuestId, UUID> uuids) {
            return new Seen(
                    info.name(),
                    STOPPED.contains(info.state()) ? "-" : info.id().value().replaceFirst("\\D+", ""),
                    Objects.requireNonNull(uuids.get(info.id())).toString(),
                    Objects.requireNonNull(STATES.get(info.state())),
                    Integer.toString(info.vcpus().orElseThrow()),
                    info.memory().map(memory -> memory.toKibibytes() + " KiB").orElseThrow());
        }
    }
}
