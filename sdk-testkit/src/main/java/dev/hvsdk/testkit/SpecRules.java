/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Support.Reason;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.Optional;

/** What the hosts of a family refuse in a specification, before anything is made. Immutable. */
final class SpecRules {
    private final Family family;
    private final ErrorFactory errors;

    SpecRules(Family family, ErrorFactory errors) {
        this.family = family;
        this.errors = errors;
    }

    /** Throws {@link dev.hvsdk.api.HypervisorException.Unsupported} at the first part that the family cannot honour. */
    void check(GuestSpec spec) {
        ErrorFactory defining = errors.operation("define").subject("guest " + spec.name());
        refuse(defining, NameRules.objection(family, spec.name()));
        checkExtensions(spec, defining);
        refuse(defining, family.hasMachines() ? objectionOfMachines(spec) : objectionOfContainers(spec));
    }

    private static void refuse(ErrorFactory defining, Optional<String> objection) {
        if (objection.isPresent()) {
            throw defining.unsupported(Reason.NO_SUCH_CONCEPT, objection.get());
        }
    }

    private void checkExtensions(GuestSpec spec, ErrorFactory defining) {
        for (GuestExtension extension : spec.extensions()) {
            if (!(extension instanceof FakeSpecOptions.Machine && family == Family.KVM)) {
                throw defining.remedy("leave it out for this host")
                        .unsupported(
                                Reason.NO_SUCH_CONCEPT,
                                "a fake " + family.id() + " host does not know "
                                        + extension.getClass().getName());
            }
        }
    }

    private Optional<String> objectionOfMachines(GuestSpec spec) {
        BootSource boot = spec.boot().orElseGet(BootSource::disk);
        if (boot instanceof BootSource.Image) {
            return Optional.of("a machine starts from a disk, a CD-ROM or a kernel, not from a container image");
        }
        return boot instanceof BootSource.Kernel && family == Family.VSPHERE
                ? Optional.of("vSphere starts a machine by its firmware, not from a kernel on the host")
                : Optional.empty();
    }

    private static Optional<String> objectionOfContainers(GuestSpec spec) {
        if (!(spec.boot().orElse(null) instanceof BootSource.Image)) {
            return Optional.of("a container starts from an image; give one with boot(BootSource.image(...))");
        }
        return spec.disks().isEmpty() ? Optional.empty() : Optional.of("a container has no disks");
    }
}
