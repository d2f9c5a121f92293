/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api.machine;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * One thing that stands between a device and its assignment to a guest.
 *
 * <p>A record, because its components are final by nature. Immutable.
 *
 * @param kind which thing
 * @param detail the sentence for people, naming devices, drivers and files, without a final full stop
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Blocker(Kind kind, String detail) {
    /** The things that are known to stand in the way. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum Kind {
        /** The machine has no IOMMU, or the kernel does not use it, so that the device has no IOMMU group. */
        NO_IOMMU,
        /** The IOMMU does not remap interrupts; vfio refuses unless told to be unsafe. */
        NO_INTERRUPT_REMAPPING,
        /** Other devices share the IOMMU group and must go to the same guest, or at least leave their drivers. */
        GROUP_SHARED,
        /** The device itself is bound to a driver of the host. */
        BOUND_TO_HOST_DRIVER,
        /** The kernel has no vfio-pci driver loaded. */
        NO_VFIO,
        /** It is a bridge, or another device that cannot be assigned by its nature. */
        NOT_ASSIGNABLE_BY_NATURE,
        /** It carries the root file system of the host. */
        CARRIES_ROOT_DISK,
        /** It carries the default route of the host. */
        CARRIES_DEFAULT_ROUTE,
        /** It has virtual functions that are enabled, carries a mounted file system, or is otherwise in use. */
        IN_USE,
        /** It could not be found out whether the host itself lives on it. */
        USE_UNKNOWN,
        /** The function cannot be reset on its own, so that state would leak from guest to guest. */
        NO_RESET,
        /** The kernel has the device, and the node to open it by is not in {@code /dev}. */
        NO_NODE;

        /** The identifier in text and JSON: lower case with hyphens, such as {@code no-iommu}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** For people, in a few words; the detail of a blocker has the whole sentence. */
        public String displayName() {
            return switch (this) {
                case NO_IOMMU -> "no IOMMU";
                case NO_INTERRUPT_REMAPPING -> "interrupts not isolated";
                case GROUP_SHARED -> "shares its IOMMU group";
                case BOUND_TO_HOST_DRIVER -> "bound to a host driver";
                case NO_VFIO -> "vfio-pci not loaded";
                case NOT_ASSIGNABLE_BY_NATURE -> "part of the platform";
                case CARRIES_ROOT_DISK -> "carries the root disk";
                case CARRIES_DEFAULT_ROUTE -> "carries the default route";
                case IN_USE -> "in use";
                case USE_UNKNOWN -> "perhaps in use by the host";
                case NO_RESET -> "cannot be reset";
                case NO_NODE -> "no node in /dev";
            };
        }
    }

    /** The sentence for people. */
    @Override
    public String toString() {
        return detail;
    }
}
