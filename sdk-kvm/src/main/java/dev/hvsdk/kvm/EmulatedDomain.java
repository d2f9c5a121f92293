/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.HostContext;
import java.util.Optional;

/** A guest without disks that QEMU emulates: it runs its BIOS, or a kernel. Not thread-safe: one for each specification. */
final class EmulatedDomain {
    private static final MemorySize DEFAULT_MEMORY = MemorySize.ofMebibytes(128);

    private final GuestSpec spec;
    private final HostContext host;

    EmulatedDomain(GuestSpec spec, HostContext host) {
        this.spec = spec;
        this.host = host;
    }

    String xml() {
        refuse("a disk", !spec.disks().isEmpty());
        refuse("a network interface", !spec.nics().isEmpty());
        refuse("a device of the host", !spec.devices().isEmpty());
        refuse("an extension", !spec.extensions().isEmpty());
        return "<domain type='qemu'><name>" + escaped(spec.name()) + "</name><memory unit='b'>"
                + spec.memory().orElse(DEFAULT_MEMORY).toBytes() + "</memory><vcpu>"
                + spec.vcpus().orElse(1)
                + "</vcpu><os><type arch='x86_64' machine='pc'>hvm</type>" + kernel()
                + "</os><features><acpi/></features>"
                + "<devices><console type='pty'/><memballoon model='none'/></devices></domain>";
    }

    private String kernel() {
        Optional<BootSource> boot = spec.boot();
        if (boot.isEmpty() || boot.get() instanceof BootSource.Disk) {
            return "";
        }
        if (boot.get() instanceof BootSource.Kernel kernel) {
            return "<kernel>" + escaped(kernel.path()) + "</kernel>"
                    + kernel.initrd()
                            .map(path -> "<initrd>" + escaped(path) + "</initrd>")
                            .orElse("")
                    + "<cmdline>" + escaped(kernel.commandLine()) + "</cmdline>";
        }
        throw unsupported("this boot source");
    }

    private void refuse(String what, boolean isThere) {
        if (isThere) {
            throw unsupported(what);
        }
    }

    private RuntimeException unsupported(String what) {
        return host.errors("define")
                .subject(spec.toString())
                .unsupported(Support.Reason.NOT_IMPLEMENTED, "guests are not yet made with " + what);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
