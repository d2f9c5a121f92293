/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.cfg;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenGuestKind;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Disks and network cards for a guest that is there already, by the rules for a new one.
 *
 * <p>Immutable.
 */
public final class NewParts {
    private final XenGuestKind kind;
    private final ErrorFactory errors;

    private NewParts(XenGuestKind kind, ErrorFactory errors) {
        this.kind = kind;
        this.errors = errors;
    }

    /** For guests of this kind. */
    public static NewParts of(XenGuestKind kind, ErrorFactory errors) {
        return new NewParts(kind, errors);
    }

    /**
     * A disk at the first place that is free.
     *
     * @param taken the names that are not free
     */
    public DiskSpec disk(dev.hvsdk.api.DiskSpec spec, Set<String> taken) {
        GuestSpec alone = GuestSpec.builder("one").disk(spec).build();
        DiskSpec first = new DiskSpecs(alone, kind, errors).disks().get(0);
        String bus = first.vdev().substring(0, first.vdev().length() - 1);
        return Stream.iterate('a', letter -> letter <= (bus.equals("hd") ? 'd' : 'z'), letter -> (char) (letter + 1))
                .map(letter -> bus + letter)
                .filter(vdev -> !taken.contains(vdev))
                .findFirst()
                .map(vdev -> at(first, vdev))
                .orElseThrow(() -> errors.remedy("take a disk away first").conflict("it has no place left for a disk"));
    }

    private static DiskSpec at(DiskSpec disk, String vdev) {
        return new DiskSpec(
                disk.target(),
                disk.format(),
                vdev,
                disk.isReadOnly(),
                disk.isCdrom(),
                disk.backendType(),
                disk.backend(),
                disk.script());
    }

    /** A network card with this address. */
    public VifSpec card(NicSpec spec, String mac) {
        NicSpec.Builder full = NicSpec.builder(spec.network()).mac(mac);
        spec.model().ifPresent(full::model);
        return NicSpecs.vif(full.build(), kind, errors);
    }
}
