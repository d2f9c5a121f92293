/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.kvm;

import dev.hvsdk.api.Support;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.KvmProbe;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a host can run guests with KVM: libvirt has tried it with QEMU, and where the host is this machine, the device itself is
 * asked too. Immutable.
 */
final class KvmPresence {
    private final CapabilitiesXml capabilities;
    private final boolean isOnThisMachine;
    private final Supplier<Fact<KvmProbe>> probe;

    KvmPresence(CapabilitiesXml capabilities, boolean isOnThisMachine, Supplier<Fact<KvmProbe>> probe) {
        this.capabilities = capabilities;
        this.isOnThisMachine = isOnThisMachine;
        this.probe = probe;
    }

    static KvmPresence of(CapabilitiesXml capabilities, HostContext host) {
        return new KvmPresence(
                capabilities,
                host.isOnThisMachine(),
                () -> HostRoot.live().facts().kvm());
    }

    /** KVM for guests of this architecture, or what is in the way. */
    Support<Boolean> forArchitecture(String architecture) {
        if (!isOffered(architecture)) {
            return Support.unavailable(
                    Support.Reason.HOST_MISCONFIGURED,
                    "libvirt found no KVM for " + architecture + " on the host",
                    "have the host load kvm_intel or kvm_amd, and restart libvirtd; hv features says what is in the way");
        }
        return broken().<Support<Boolean>>map(
                        why -> Support.unavailable(Support.Reason.HOST_MISCONFIGURED, why, "run hv features"))
                .orElseGet(() -> Support.available(true));
    }

    private boolean isOffered(String architecture) {
        return capabilities.guests().stream()
                .filter(guest -> guest.arch().filter(architecture::equals).isPresent())
                .anyMatch(guest -> guest.domainTypes().contains("kvm"));
    }

    /** What this program may not ask is libvirt's to know. */
    private Optional<String> broken() {
        if (!isOnThisMachine) {
            return Optional.empty();
        }
        return probe.get()
                .value()
                .filter(answer -> !answer.createsVms())
                .map(answer -> "/dev/kvm is there, and creates no virtual machine");
    }

    /** The type of domain for what is asked for. */
    String domainType(Acceleration asked, String architecture, ErrorFactory errors) {
        if (asked == Acceleration.TCG) {
            return KvmFamily.TCG;
        }
        Support<Boolean> kvm = forArchitecture(architecture);
        if (asked == Acceleration.KVM && kvm instanceof Support.Unavailable<Boolean> missing) {
            ErrorFactory with = missing.remedy().map(errors::remedy).orElse(errors);
            throw with.unsupported(missing.reason(), missing.detail());
        }
        return kvm.isAvailable() ? KvmFamily.KVM : KvmFamily.TCG;
    }
}
