/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.libvirt.internal.host.GuestAccess;
import dev.hvsdk.libvirt.internal.host.GuestKind;
import dev.hvsdk.libvirt.internal.natives.Vir;
import dev.hvsdk.libvirt.internal.natives.VirDomain;
import dev.hvsdk.libvirt.internal.natives.VirException;
import dev.hvsdk.libvirt.internal.natives.VirTuning;
import dev.hvsdk.libvirt.xml.DomainXml;
import dev.hvsdk.spi.support.ErrorFactory;

/** Memory by the balloon, CPUs by hot-plug, CPU time by the scheduler. Immutable. */
final class LibvirtTuning implements ResourceTuning {
    private static final String READ = "read limits";
    private static final String APPLY = "apply limits";

    /** {@code virDomainModificationImpact}, and the flag by which memory and CPUs have a maximum. */
    static final int LIVE = 1;

    static final int CONFIG = 2;
    private static final int MAXIMUM = 4;

    private final GuestAccess guest;

    private LibvirtTuning(GuestAccess guest) {
        this.guest = guest;
    }

    static Support<ResourceTuning> of(GuestAccess guest) {
        return guest.supported("limits", domain -> asked(guest, domain)).map(yes -> new LibvirtTuning(guest));
    }

    /** libvirtd 9.0 ends itself when limits of a container are changed, and all other connections with it. */
    private static boolean asked(GuestAccess guest, long domain) {
        if (GuestKind.isContainer(domain)) {
            throw guest.errors(READ)
                    .unsupported(Support.Reason.NOT_IMPLEMENTED, "changing limits of a container crashes libvirtd 9.0");
        }
        return true;
    }

    @Override
    public ResourceLimits limits() {
        return guest.read(READ, this::read);
    }

    private ResourceLimits read(long domain) {
        GuestInfo info = guest.info(domain);
        ResourceLimits.Builder limits = ResourceLimits.builder();
        info.vcpus().ifPresent(limits::vcpus);
        info.memory().ifPresent(limits::memory);
        CpuShares.read(domain, 0).addTo(limits);
        return limits.build();
    }

    @Override
    public Operation<ResourceLimits> apply(ResourceLimits limits) {
        return guest.change(APPLY, source -> {
            refuseIfSenseless(limits);
            return guest.work(APPLY, domain -> apply(domain, limits));
        });
    }

    private void refuseIfSenseless(ResourceLimits limits) {
        if (limits.maxProcesses().isPresent()) {
            throw noSuch("libvirt has no limit of processes");
        }
        boolean isTooLittle = limits.cpuLimit()
                .filter(limit -> CpuShares.quota(limit) < CpuShares.LEAST_QUOTA)
                .isPresent();
        if (isTooLittle) {
            throw noSuch("a limit of CPU time is at least 0.01");
        }
    }

    private RuntimeException noSuch(String what) {
        return errors().unsupported(Support.Reason.NO_SUCH_CONCEPT, what);
    }

    private ErrorFactory errors() {
        return guest.errors(APPLY);
    }

    private ResourceLimits apply(long domain, ResourceLimits limits) {
        int flags = reach(domain);
        DomainXml definition = DomainXml.parse(Vir.take(VirDomain.virDomainGetXMLDesc(domain, 0)));
        CpuShares shares = CpuShares.read(domain, (flags & CONFIG) != 0 ? CONFIG : 0);
        refuseWhatDriverLacks(limits, shares);
        if ((flags & LIVE) != 0) {
            refuseAboveMaximum(limits, definition);
        }
        writeShares(domain, limits, shares, flags);
        limits.vcpus().ifPresent(count -> setVcpus(domain, count, definition, flags));
        limits.memory().ifPresent(memory -> setMemory(domain, memory, definition, flags));
        return read(domain);
    }

    /** A guest that runs is changed at once, one that has a definition for its later starts. */
    static int reach(long domain) {
        int live = Vir.check(VirDomain.virDomainIsActive(domain)) == 1 ? LIVE : 0;
        int config = Vir.check(VirDomain.virDomainIsPersistent(domain)) == 1 ? CONFIG : 0;
        return live | config;
    }

    private void refuseWhatDriverLacks(ResourceLimits limits, CpuShares shares) {
        if (limits.cpuLimit().isPresent() && !shares.hasLimit()) {
            throw noSuch("this driver of libvirt has no limit of CPU time");
        }
        if (limits.cpuWeight().isPresent() && !shares.hasWeight()) {
            throw noSuch("this driver of libvirt has no weight of CPU time");
        }
    }

    private void refuseAboveMaximum(ResourceLimits limits, DomainXml definition) {
        int mostCpus = definition.maxVcpus().orElse(Integer.MAX_VALUE);
        if (limits.vcpus().orElse(0) > mostCpus) {
            throw toBeStopped("it was started with room for " + mostCpus + " virtual CPUs");
        }
        definition.memory().ifPresent(most -> {
            if (limits.memory().filter(wanted -> wanted.compareTo(most) > 0).isPresent()) {
                throw toBeStopped("it was started with room for " + most);
            }
        });
    }

    private RuntimeException toBeStopped(String why) {
        return errors().remedy("stop the guest first").wrongState(why);
    }

    private void writeShares(long domain, ResourceLimits limits, CpuShares shares, int flags) {
        try {
            shares.write(domain, limits, flags);
        } catch (VirException e) {
            // Libvirt calls it an invalid operation, as if the guest could do something for it.
            if (e.failure().text().contains("cgroup")) {
                throw errors().nativeError(e.failure().nativeError())
                        .cause(e)
                        .unsupported(
                                Support.Reason.HOST_MISCONFIGURED, e.failure().text());
            }
            throw e;
        }
    }

    private static void setVcpus(long domain, int count, DomainXml definition, int flags) {
        if (count > definition.maxVcpus().orElse(Integer.MAX_VALUE)) {
            Vir.check(VirTuning.virDomainSetVcpusFlags(domain, count, CONFIG | MAXIMUM));
        }
        Vir.check(VirTuning.virDomainSetVcpusFlags(domain, count, flags));
    }

    private static void setMemory(long domain, MemorySize memory, DomainXml definition, int flags) {
        long kibibytes = memory.plus(MemorySize.ofBytes(1023)).toKibibytes();
        if (definition.memory().filter(most -> memory.compareTo(most) > 0).isPresent()) {
            Vir.check(VirTuning.virDomainSetMemoryFlags(domain, kibibytes, CONFIG | MAXIMUM));
        }
        Vir.check(VirTuning.virDomainSetMemoryFlags(domain, kibibytes, flags));
    }
}
