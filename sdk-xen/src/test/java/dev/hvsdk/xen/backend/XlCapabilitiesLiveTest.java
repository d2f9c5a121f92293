/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.api.capability.DiskCounters;
import dev.hvsdk.api.capability.GuestDisk;
import dev.hvsdk.api.capability.GuestNic;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.NicCounters;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.StateSaving;
import dev.hvsdk.api.capability.VirtualHardware;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.XenLab;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real Xen does by xl beyond starting and stopping; xl in dom0 is the witness. */
@Live(Engine.XEN_LAB)
@LongRunning
class XlCapabilitiesLiveTest {
    private static final String NAME = "xlparts";
    private static final String BRIDGE = "xlparts0";
    private static final String DISK = "/root/xlparts.img";
    private static final String MAC = "00:16:3E:00:00:71";

    /** A machine that is emulated takes its time. */
    private static final Duration LONG = Duration.ofMinutes(3);

    private final XenLab lab = XenLab.shared();
    private Hypervisor host;
    private int printed;

    @BeforeEach
    void connect() {
        host = Xens.byXl(lab, LONG);
        printed = lab.console(NAME).length();
        lab.dom0()
                .run("ip link add " + BRIDGE + " type bridge && ip link set " + BRIDGE + " up && truncate -s 8M "
                        + DISK);
    }

    @AfterEach
    void remove() {
        host.findGuest(NAME).ifPresent(guest -> {
            if (guest.info().state().isActive()) {
                guest.stop().await(LONG);
            }
            guest.undefine().await(LONG);
        });
        host.close();
        lab.dom0().run("ip link delete " + BRIDGE + "; rm -f " + DISK);
    }

    private Guest booted() {
        Guest guest = host.define(GuestSpec.builder(NAME)
                        .boot(BootSource.kernel(XenLab.KERNEL, XenLab.INITRD, ""))
                        .memory(MemorySize.ofMebibytes(96))
                        .with(XenOptions.builder()
                                .kind(XenGuestKind.PV)
                                .maxMemory(MemorySize.ofMebibytes(128))
                                .maxVcpus(2)
                                .build())
                        .build())
                .await(LONG);
        guest.start().await(LONG);
        Eventually.holds(() -> console().contains(XenLab.READY_LINE));
        return guest;
    }

    /** Of this run alone: the log of an earlier guest of the name goes on. */
    private String console() {
        return lab.console(NAME).substring(printed);
    }

    private static <C extends GuestCapability> C capability(Guest guest, Class<C> type) {
        return guest.capability(type).require();
    }

    @Test
    void savesAGuestAndLetsItGoOn() {
        Guest guest = booted();
        StateSaving saving = capability(guest, StateSaving.class);

        GuestInfo saved = saving.save().await(LONG);

        assertThat(saved.reason()).contains(StateReason.SAVED);
        assertThat(lab.xl().run("list")).doesNotContain(NAME);
        assertThat(saving.isSaved()).isTrue();
        String before = console();
        assertThat(guest.start().await(LONG).reason()).contains(StateReason.RESTORED);
        assertThat(saving.isSaved()).isFalse();
        // It has not booted again.
        assertThat(console().substring(before.length())).doesNotContain("Linux version");
    }

    @Test
    void changesLimitsOfARunningGuest() {
        Guest guest = booted();
        ResourceTuning tuning = capability(guest, ResourceTuning.class);

        ResourceLimits limits = tuning.apply(ResourceLimits.builder()
                        .memory(MemorySize.ofMebibytes(90))
                        .vcpus(2)
                        .cpuWeight(512)
                        .cpuLimit(new BigDecimal("0.5"))
                        .build())
                .await(LONG);

        assertThat(limits.memory()).contains(MemorySize.ofMebibytes(90));
        assertThat(limits.vcpus()).hasValue(2);
        assertThat(lab.xl().run("sched-credit2", "-d", NAME)).containsPattern(NAME + " +\\d+ +512 +50");
        assertThatThrownBy(() -> tuning.apply(ResourceLimits.builder()
                                .memory(MemorySize.ofMebibytes(500))
                                .build())
                        .await(LONG))
                .isInstanceOf(HypervisorException.WrongState.class)
                .hasMessageContaining("128 MiB");
    }

    @Test
    void givesARunningGuestADiskAndANetworkCardAndTakesThemAway() {
        Guest guest = booted();
        VirtualHardware hardware = capability(guest, VirtualHardware.class);

        GuestDisk disk = hardware.attachDisk(DiskSpec.builder(DISK).build()).await(LONG);
        GuestNic nic =
                hardware.attachNic(NicSpec.builder(BRIDGE).mac(MAC).build()).await(LONG);

        assertThat(disk.target()).isEqualTo("xvda");
        assertThat(nic.mac()).isEqualTo(MAC.toLowerCase(Locale.ROOT));
        assertThat(lab.xl().run("block-list", NAME)).contains("51712");
        assertThat(lab.xl().run("network-list", NAME)).contains(nic.mac());
        GuestStatistics statistics = host.capability(BulkStatistics.class)
                .require()
                .read(GuestQuery.all())
                .find(guest.id())
                .orElseThrow();
        assertThat(statistics.disks()).extracting(DiskCounters::device).containsExactly("xvda");
        assertThat(statistics.nics()).extracting(NicCounters::device).hasSize(1);
        assertThat(hardware.nics())
                .singleElement()
                .satisfies(one -> assertThat(one.device())
                        .hasValue(statistics.nics().get(0).device()));

        hardware.detachDisk("xvda").await(LONG);
        hardware.detachNic(MAC).await(LONG);

        assertThat(hardware.disks()).isEmpty();
        assertThat(lab.xl().run("block-list", NAME)).doesNotContain("51712");
        assertThat(hardware.nics()).isEmpty();
    }

    @Test
    void talksWithAGuestOnItsConsole() throws IOException {
        Guest guest = booted();
        Console console = capability(guest, Console.class);
        try (ConsoleSession session = console.open()) {
            assertThatThrownBy(console::open).isInstanceOf(HypervisorException.Conflict.class);

            session.input().write("\necho HVSDK-$((40 + 2))\n".getBytes(UTF_8));

            assertThat(readUntil(session.output(), "HVSDK-42")).contains("HVSDK-42");
        }
        // Another one finds the terminal as it was, and free.
        try (ConsoleSession session = console.open()) {
            session.input().write("\necho HVSDK-$((40 + 3))\n".getBytes(UTF_8));

            assertThat(readUntil(session.output(), "HVSDK-43")).contains("HVSDK-43");
        }
    }

    /** What is said up to a text; all of it if the session ends before. */
    private static String readUntil(InputStream output, String text) throws IOException {
        StringBuilder said = new StringBuilder();
        int next = 0;
        while (next >= 0 && said.indexOf(text) < 0) {
            next = output.read();
            said.append((char) next);
        }
        return said.toString();
    }

    @Test
    void refusesWhatTheHostDoesNotHave() {
        Guest guest = booted();
        VirtualHardware hardware = capability(guest, VirtualHardware.class);

        assertThatThrownBy(() ->
                        hardware.attachNic(NicSpec.builder("nobridge").build()).await(LONG))
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThatThrownBy(() -> hardware.attachDisk(
                                DiskSpec.builder("/root/none.img").build())
                        .await(LONG))
                .isInstanceOf(HypervisorException.NotFound.class);
        assertThat(guest.info().state()).isEqualTo(GuestState.RUNNING);
        assertThat(hardware.disks()).isEqualTo(List.of());
    }
}
