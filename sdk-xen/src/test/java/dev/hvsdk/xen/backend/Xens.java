/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.backend;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.XenLab;
import dev.hvsdk.xen.XenGuestKind;
import dev.hvsdk.xen.XenOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Guests and hosts as the tests of this package want them. */
final class Xens {
    /** Linux and its RAM disk need so much. */
    static final MemorySize MEMORY = MemorySize.ofMebibytes(96);

    private static final AtomicInteger NAMES = new AtomicInteger();

    private Xens() {}

    static Hypervisor open(XenLab lab) {
        return new XenProvider().open(ConnectSpec.of(URI.create(lab.libvirtUri())));
    }

    /** By {@code xl}, with patience for an emulated machine. */
    static Hypervisor byXl(XenLab lab, Duration patience) {
        ConnectSpec spec = ConnectSpec.builder(URI.create(lab.sshUri("xen+xl+ssh")))
                .deadlines(new Deadlines(patience, patience))
                .build();
        return new XlProvider().open(spec);
    }

    static String newName(String what) {
        return "xlib-" + what + "-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet();
    }

    static XenOptions kind(XenGuestKind kind) {
        return XenOptions.builder().kind(kind).build();
    }

    static BootSource kernel() {
        return BootSource.kernel(XenLab.KERNEL, XenLab.INITRD, "console=hvc0");
    }

    /** One that boots Linux and obeys. */
    static GuestSpec.Builder linux(String name, XenGuestKind kind) {
        return GuestSpec.builder(name).memory(MEMORY).boot(kernel()).with(kind(kind));
    }

    /** A machine that starts from a copy of a boot sector, prints a line and halts. */
    static GuestSpec.Builder machine(XenLab lab, String name) {
        return GuestSpec.builder(name)
                .memory(MemorySize.ofMebibytes(64))
                .disk(bootSector(lab, name))
                .boot(BootSource.disk())
                .with(kind(XenGuestKind.HVM));
    }

    private static DiskSpec bootSector(XenLab lab, String name) {
        String copy = "/guests/" + name + ".img";
        lab.dom0().run("cp " + XenLab.BOOT_SECTOR + " " + copy);
        return DiskSpec.builder(copy).format("raw").build();
    }

    static GuestSpec withoutKernel(String name) {
        return GuestSpec.builder(name)
                .memory(MEMORY)
                .boot(BootSource.kernel("/nonexistent/vmlinuz", null, ""))
                .with(kind(XenGuestKind.PV))
                .build();
    }

    static Guest started(Hypervisor host, GuestSpec spec) {
        Guest guest = host.define(spec).await();
        guest.start().await();
        return guest;
    }

    /** Until it listens to requests. */
    static void awaitReady(XenLab lab, String name) {
        Eventually.holds(() -> lab.console(name).contains(XenLab.READY_LINE));
    }

    /** Whatever state it is in. */
    static void remove(Guest guest) {
        if (guest.info().state().isActive()) {
            guest.stop().await();
        }
        guest.undefine().await();
    }
}
