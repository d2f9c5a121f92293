/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.HypervisorException.WrongState;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.XenLab;
import dev.hvsdk.xen.XenCpuPool;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import dev.hvsdk.xen.XenPciBack;
import dev.hvsdk.xen.XenSchedule;
import dev.hvsdk.xen.backend.XlProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A machine of its own with AMD-Vi: what goes wrong with its devices and CPUs is of no other test. */
@Live(Engine.XEN_LAB)
class PassthroughLiveTest {
    private static final PciAddress CARD = PciAddress.parse("0000:01:00.0");
    private static final PciAddress ROOT_DISK = PciAddress.parse("0000:00:01.0");
    private static final GuestId OPEN = GuestId.of("0b2c1b0e-0000-4f0e-8f3c-7c1f5a5d7001");
    private static final GuestId CLOSED = GuestId.of("0b2c1b0e-0000-4f0e-8f3c-7c1f5a5d7002");

    /** A machine that is emulated takes its time. */
    private static final Duration LONG = Duration.ofMinutes(3);

    private static XenLab lab;

    private Dom0s dom0;
    private ToolPciBack kept;

    @BeforeAll
    static void start() {
        lab = XenLab.setup().passthrough().memory(2048).start();
        create("xlcap-open", OPEN, "passthrough=\"enabled\"");
        create("xlcap-closed", CLOSED, "");
    }

    /** Paused before their first instruction, which is all that this needs. */
    private static void create(String name, GuestId id, String more) {
        lab.dom0()
                .run("printf '%s\\n' 'name=\"" + name + "\"' 'uuid=\"" + id + "\"' 'kernel=\"" + XenLab.KERNEL
                        + "\"' 'ramdisk=\"" + XenLab.INITRD + "\"' memory=96 vcpus=1 '" + more + "' > /tmp/" + name
                        + ".cfg && xl create -p /tmp/" + name + ".cfg");
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @BeforeEach
    void connect() {
        dom0 = Dom0s.of(lab);
        kept = new ToolPciBack(dom0);
    }

    @AfterEach
    void disconnect() {
        dom0.close();
    }

    private XlDeviceAssignment devices(GuestId guest) {
        return new XlDeviceAssignment(new Dom0Guest(dom0, guest), Dom0s.noDefinitions());
    }

    private PciDevice card() {
        return kept.devices().stream()
                .filter(device -> device.pciAddress().equals(CARD))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void handsACardToAGuestAndBack() {
        assertThat(card().driver()).hasValue("e1000e");
        assertThatThrownBy(() -> devices(OPEN).attach(card()).await()).isInstanceOf(Conflict.class);

        kept.keep(CARD).await();
        kept.keep(CARD).await();

        assertThat(kept.assignable()).containsExactly(CARD);
        assertThat(lab.xl().run("pci-assignable-list")).contains(CARD.toString());
        assertThatThrownBy(() -> devices(CLOSED).attach(card()).await()).isInstanceOf(Unsupported.class);

        devices(OPEN).attach(card()).await();

        assertThat(devices(OPEN).attached())
                .extracting(PassthroughDevice::address)
                .containsExactly(CARD.toString());
        assertThat(lab.xl().run("pci-list xlcap-open")).contains(CARD.toString());
        assertThatThrownBy(() -> devices(CLOSED).attach(card()).await()).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> kept.giveBack(CARD).await()).isInstanceOf(WrongState.class);

        lab.xl().run("destroy xlcap-open");

        assertThat(card().driver()).hasValue(PciFunctions.PCIBACK);
        kept.giveBack(CARD).await();
        assertThat(card().driver()).hasValue("e1000e");
        assertThat(lab.dom0().run("ls /sys/bus/pci/drivers/e1000e")).contains(CARD.toString());
    }

    /** As a user would do it: what the other tests ask of the parts. */
    @Test
    void aGuestDrivesTheCardAndReachesItsNetwork() {
        String name = "xlcap-card";
        try (Hypervisor host = new XlProvider().open(patient())) {
            XenPciBack pciback = host.capability(XenPciBack.class).require();
            pciback.keep(CARD).await(LONG);
            Guest guest = host.define(withCard(name)).await(LONG);

            guest.start().await(LONG);

            Eventually.holds(() -> lab.console(name).contains("e1000e: Intel"));
            Eventually.holds(() -> lab.console(name).contains(XenLab.READY_LINE));
            Eventually.holds(() -> lab.console(name).contains(" packets transmitted, "));
            assertThat(lab.console(name)).contains("5 packets transmitted, 5 packets received, 0% packet loss");
            assertThat(guest.shutdown().await(LONG).state()).isEqualTo(GuestState.STOPPED);
            guest.undefine().await(LONG);
            pciback.giveBack(CARD).await(LONG);
        }
        assertThat(card().driver()).hasValue("e1000e");
    }

    private static ConnectSpec patient() {
        return ConnectSpec.builder(URI.create(lab.sshUri("xen+xl+ssh")))
                .deadlines(new Deadlines(LONG, LONG))
                .build();
    }

    private GuestSpec withCard(String name) {
        return GuestSpec.builder(name)
                .memory(MemorySize.ofMebibytes(256))
                .boot(BootSource.kernel(XenLab.PCI_KERNEL, XenLab.PCI_INITRD, "console=hvc0"))
                .device(card())
                .with(XenOptions.builder().kind(XenGuestKind.PV).build())
                .build();
    }

    @Test
    void leavesDom0ItsRootDisk() {
        assertThatThrownBy(() -> kept.keep(ROOT_DISK).await())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("vda");
        assertThat(lab.dom0().run("ls /")).isNotEmpty();
    }

    @Test
    void tellsTheIommuThatDom0DoesNotSee() {
        XenHostFeatures features = new XenHostFeatures(dom0);

        assertThat(features.report(CpuFeature.AMD_VI).isUsable()).isTrue();
        assertThat(features.report(CpuFeature.AMD_V).isUsable()).isTrue();
        assertThat(features.report(CpuFeature.INTERRUPT_REMAPPING).isUsable()).isTrue();
        assertThat(lab.dom0().run("ls /sys/kernel/iommu_groups")).isEmpty();
    }

    @Test
    void changesTheScheduleOfAGuest() {
        ToolScheduler scheduler = new ToolScheduler(new Dom0Guest(dom0, CLOSED));

        XenSchedule changed = scheduler
                .change(XenSchedule.builder().weight(300).cap(50).build())
                .await();

        assertThat(changed)
                .isEqualTo(XenSchedule.builder()
                        .scheduler("credit2")
                        .weight(300)
                        .cap(50)
                        .build());
        assertThat(lab.xl().run("sched-credit2 -d xlcap-closed")).containsPattern("300 +50");
    }

    /** With one vCPU in dom0, since one CPU has to do for it. */
    @Test
    void dividesTheCpusAndPutsAGuestIntoAPool() {
        lab.xl().run("vcpu-set Domain-0 1");
        ToolCpuPools pools = new ToolCpuPools(dom0);

        XenCpuPool fast = pools.create("xlcap", "credit", Set.of(1)).await();

        assertThat(fast.cpus()).containsExactly(1);
        assertThat(fast.scheduler()).isEqualTo("credit");
        assertThat(pools.moveGuest(CLOSED, "xlcap").await().domains()).isEqualTo(1);
        assertThat(new ToolScheduler(new Dom0Guest(dom0, CLOSED)).schedule().scheduler())
                .hasValue("credit");
        assertThatThrownBy(() -> pools.remove("xlcap").await()).isInstanceOf(WrongState.class);
        assertThatThrownBy(() -> pools.moveCpu(0, "xlcap").await()).isInstanceOf(WrongState.class);

        pools.moveGuest(CLOSED, "Pool-0").await();
        pools.remove("xlcap").await();

        assertThat(pools.list()).extracting(XenCpuPool::name).containsExactly("Pool-0");
        assertThat(lab.xl().run("cpupool-list -c")).containsPattern("Pool-0 +0,1");
    }
}
