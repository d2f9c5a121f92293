/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.machine.PciDevice;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.passthrough.MachineUse;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.live.GuestImages;
import dev.hvsdk.live.Libvirtd;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Guests and hosts as the tests of this module want them. */
final class Kvms {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private Kvms() {}

    static Hypervisor open(Libvirtd daemon) {
        return new KvmProvider().open(ConnectSpec.of(URI.create(daemon.qemuUri())));
    }

    /** The quickest of all: no agent, an old machine, emulation. */
    static KvmOptions.Builder plain() {
        return KvmOptions.builder().acceleration(Acceleration.TCG).machine("pc").guestAgent(false);
    }

    static String newName(String prefix) {
        return prefix + "-" + NAMES.incrementAndGet();
    }

    /** A guest with a BIOS and nothing to boot. */
    static GuestSpec.Builder bare(String name) {
        return GuestSpec.builder(name).memory(MemorySize.ofMebibytes(16)).with(plain().build());
    }

    /** A guest that starts from this raw disk. */
    static GuestSpec.Builder booting(String name, Path image) {
        return bare(name).disk(readOnly(image)).boot(BootSource.disk());
    }

    static DiskSpec readOnly(Path image) {
        return DiskSpec.builder(image.toString()).format("raw").readOnly(true).build();
    }

    /** A guest with Linux and, if its RAM disk has one, the agent. */
    static GuestSpec.Builder linux(String name, GuestImages images, Path initrd, Path console) {
        return GuestSpec.builder(name)
                .memory(MemorySize.ofMebibytes(128))
                .boot(kernel(images, initrd, ""))
                .with(KvmOptions.builder()
                        .acceleration(Acceleration.TCG)
                        .consoleLog(console.toString())
                        .build());
    }

    static BootSource kernel(GuestImages images, Path initrd, String words) {
        return BootSource.kernel(
                images.kernel().toString(),
                initrd.toString(),
                "console=ttyS0 quiet no_timer_check mitigations=off " + words);
    }

    static Guest started(Hypervisor host, GuestSpec spec) {
        Guest guest = host.define(spec).await();
        guest.start().await();
        return guest;
    }

    /** Has a daemon of the system keep disks under the path that others have too, and each for itself. */
    static String ownImages(Libvirtd daemon) {
        assumeTrue(daemon.mode().equals("system"), "not tested: daemons of a session share all directories");
        String directory = "/var/lib/libvirt/images";
        daemon.virsh().run("pool-define-as", "images", "dir", "--target", directory);
        daemon.virsh().run("pool-build", "images");
        daemon.virsh().run("pool-start", "images");
        return directory;
    }

    /** A PCI function that this machine can do without. */
    static PciDevice spare(Hypervisor host) {
        MachineUse machine = MachineUse.of(HostRoot.live());
        Optional<PciDevice> spare = host.devices().stream()
                .filter(PciDevice.class::isInstance)
                .map(PciDevice.class::cast)
                .filter(device -> machine.against(device).isEmpty())
                .findFirst();
        assumeTrue(
                spare.isPresent(), "not tested: this machine lives on all of its PCI devices, or libvirt lists none");
        return spare.orElseThrow();
    }

    /** Whatever state it is in. */
    static void remove(Guest guest) {
        GuestInfo info = guest.info();
        if (info.state().isActive()) {
            guest.stop().await();
        }
        guest.undefine().await();
    }
}
