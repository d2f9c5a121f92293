/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.NicSpec;
import java.util.Set;
import picocli.CommandLine.TypeConversionException;

/** Reads the disks and network interfaces of a new guest. */
final class SpecParts {
    private static final String READ_ONLY = "readonly";

    private SpecParts() {}

    /** Such as {@code default/web,size=20G}. */
    static DiskSpec disk(String text) {
        Parts parts = Parts.of(text, Set.of("size", "format", "bus"), Set.of(READ_ONLY));
        DiskSpec.Builder disk = DiskSpec.builder(parts.first()).readOnly(parts.has(READ_ONLY));
        parts.find("size").map(Sizes::parse).ifPresent(disk::size);
        parts.find("format").ifPresent(disk::format);
        parts.find("bus").ifPresent(disk::bus);
        return disk.build();
    }

    /** Such as {@code default,model=e1000e}. */
    static NicSpec nic(String text) {
        Parts parts = Parts.of(text, Set.of("model", "mac"), Set.of());
        NicSpec.Builder nic = NicSpec.builder(parts.first());
        parts.find("model").ifPresent(nic::model);
        try {
            parts.find("mac").ifPresent(nic::mac);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
        return nic.build();
    }
}
