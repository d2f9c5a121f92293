/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.DeviceChange;
import dev.hvsdk.api.capability.DeviceControl;
import dev.hvsdk.api.capability.DevicePlan;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.machine.Assignability;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.PassthroughDevice;
import dev.hvsdk.api.machine.PciAddress;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.XenLab;
import dev.hvsdk.xen.XenCpuPool;
import dev.hvsdk.xen.XenCpuPools;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenPciBack;
import dev.hvsdk.xen.XenSchedule;
import dev.hvsdk.xen.XenScheduler;
import dev.hvsdk.xen.XenStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only Xen has, beside libvirt: a machine of its own with AMD-Vi and a card behind it. */
@Live(Engine.XEN_LAB)
class XenOwnLiveTest {
    private static final String CARD = "0000:01:00.0";
    private static final String ROOT_DISK = "0000:00:01.0";

    private static XenLab lab;

    @BeforeAll
    static void start() {
        lab = XenLab.setup().passthrough().memory(2048).start();
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    /** By libvirt's client of SSH with this name. */
    private static Hypervisor bySsh(String transport) {
        return open(lab.sshUri(transport).replace("/?", "/system?") + "&sshauth=privkey");
    }

    private static Hypervisor open(String uri) {
        return new XenProvider().open(ConnectSpec.of(URI.create(uri)));
    }

    /** Connections with its SSH server, libvirt's among them. */
    private static long logins() {
        return lab.dom0().run("ps -ef | grep '[s]shd: root' || true").lines().count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xen+libssh", "xen+libssh2"})
    void readsAndWatchesXenStoreBesideLibvirt(String transport) {
        String root = "/hvsdk-xlib-own";
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (Hypervisor host = bySsh(transport)) {
            XenStore store = host.capability(XenStore.class).require();
            assertThat(store.find("/local/domain/0/name")).hasValue("Domain-0");
            Subscription watch = store.watch(root, told::add);
            store.write(root + "/x", "1").await();
            Eventually.holds(() -> told.contains(root + "/x"));
            assertThat(lab.dom0().run("xenstore-read " + root + "/x")).isEqualTo("1");

            watch.close();

            assertThat(lab.dom0().run("ps -ef")).doesNotContain("xenstore-watch -- " + root);
            store.remove(root).await();
        }
    }

    @Test
    void connectsWithDom0sShellWhenItIsFirstNeededAndLeavesItWithTheHost() {
        long withLibvirt;
        try (Hypervisor host = bySsh("xen+libssh")) {
            assertThat(host.guests().stream().count()).isPositive();
            XenCpuPools pools = host.capability(XenCpuPools.class).require();
            withLibvirt = logins();

            assertThat(pools.list()).extracting(XenCpuPool::name).containsExactly("Pool-0");

            assertThat(logins()).isEqualTo(withLibvirt + 1);
        }
        // Not fewer: libvirt 9.0 leaves the sockets of its own sessions by libssh open.
        long own = withLibvirt;
        Eventually.holds(() -> logins() <= own);
    }

    @Test
    void tellsTheHostInXensTerms() {
        try (Hypervisor host = bySsh("xen+libssh")) {
            HostFeatures features = host.capability(HostFeatures.class).require();

            assertThat(features.report(CpuFeature.AMD_VI).isUsable()).isTrue();
            assertThat(lab.virsh().run("capabilities")).contains("<iommu support='no'/>");
            assertThat(device(host, CARD).assignability().state()).isEqualTo(Assignability.State.PREPARABLE);
            assertThat(device(host, CARD).driver()).hasValue("e1000e");
            assertThat(host.capability(XenPciBack.class).require().assignable()).isEmpty();
        }
    }

    private static PassthroughDevice device(Hypervisor host, String address) {
        return host.devices().stream()
                .filter(device ->
                        device.kind().equals("pci") && device.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void changesTheShareOfAGuest() {
        try (Hypervisor host = bySsh("xen+libssh")) {
            Guest guest = Xens.started(
                    host, Xens.linux(Xens.newName("share"), XenGuestKind.PV).build());
            try {
                XenScheduler scheduler = guest.capability(XenScheduler.class).require();
                XenSchedule half = XenSchedule.builder().weight(300).cap(50).build();

                scheduler.change(half).await();

                assertThat(scheduler.schedule().weight()).hasValue(300);
                assertThat(lab.xl().run("sched-credit2 -d " + guest.info().name()))
                        .containsPattern("300 +50");
            } finally {
                Xens.remove(guest);
            }
        }
    }

    /** Libvirt says of a managed device that it was given back, and leaves it with pciback. */
    @Test
    void bringsBackACardThatLibvirtLeavesWithPciback() {
        try (Hypervisor host = bySsh("xen+libssh")) {
            Guest guest = host.define(Xens.linux(Xens.newName("card"), XenGuestKind.PV)
                            .device(device(host, CARD))
                            .build())
                    .await();
            try {
                assertThat(guest.capability(DeviceAssignment.class).require().attached())
                        .extracting(PassthroughDevice::address)
                        .containsExactly(CARD);
                guest.start().await();
                assertThat(driver()).isEqualTo("pciback");
                assertThat(lab.xl().run("pci-list " + guest.info().name())).contains(CARD);
            } finally {
                Xens.remove(guest);
            }
            DeviceControl control = host.capability(DeviceControl.class).require();
            DevicePlan back = control.plan(new DeviceChange.ReturnToHost(PciAddress.parse(CARD)));
            assertThat(back.refusals()).isEmpty();

            control.apply(back).await();

            assertThat(driver()).isEqualTo("e1000e");
            assertThat(device(host, CARD).driver()).hasValue("e1000e");
        }
    }

    private static String driver() {
        return lab.dom0().run("basename $(readlink /sys/bus/pci/devices/" + CARD + "/driver)");
    }

    @Test
    void leavesDom0ItsRootDisk() {
        try (Hypervisor host = bySsh("xen+libssh")) {
            Guest guest = host.define(
                            Xens.linux(Xens.newName("root"), XenGuestKind.PV).build())
                    .await();
            try {
                DeviceAssignment devices =
                        guest.capability(DeviceAssignment.class).require();
                assertThatThrownBy(() -> devices.attach(device(host, ROOT_DISK)).await())
                        .isInstanceOf(Conflict.class)
                        .hasMessageContaining("vda");
            } finally {
                Xens.remove(guest);
            }
        }
    }

    /** The program ssh trusts by its own configuration, and the SDK by the user's known hosts: here they differ. */
    @Test
    void bySshsProgramTheUsersKnownHostsDecide(@TempDir Path directory) throws IOException {
        Path ssh = directory.resolve("ssh");
        Files.writeString(ssh, "#!/bin/sh\nexec ssh -F none -o UserKnownHostsFile=" + lab.knownHosts() + " \"$@\"\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
        try (Hypervisor host = open("xen+ssh://root@127.0.0.1:" + lab.sshPort() + "/system?keyfile=" + lab.clientKey()
                + "&command=" + ssh)) {
            XenStore store = host.capability(XenStore.class).require();

            assertThatThrownBy(() -> store.find("/local"))
                    .isInstanceOf(PermissionDenied.class)
                    .hasMessageContaining("key is not known");
            assertThat(host.devices()).isNotEmpty();
        }
    }

    @Test
    void withoutAWayToDom0SaysWhichUriHasOne() {
        try (Hypervisor host = open(lab.libvirtUri())) {
            for (Support<?> missing : List.of(
                    host.capability(XenStore.class),
                    host.capability(XenCpuPools.class),
                    host.capability(XenPciBack.class),
                    host.capability(HostFeatures.class),
                    host.capability(DeviceControl.class))) {
                assertThat(missing).isInstanceOf(Support.Unavailable.class);
                assertThat(((Support.Unavailable<?>) missing).remedy().orElseThrow())
                        .contains("xen+ssh://");
            }
            assertThat(device(host, CARD).assignability().state()).isEqualTo(Assignability.State.UNKNOWN);
        }
    }
}
