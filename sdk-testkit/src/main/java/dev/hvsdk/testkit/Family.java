/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.api.unit.MemorySize;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The families of hosts that can be imitated, and in what they differ. Immutable. */
enum Family {
    KVM("QEMU (fake)", "10.0.2"),
    XEN("Xen (fake)", "4.19.1"),
    VSPHERE("VMware ESXi (fake)", "8.0.3"),
    CONTAINERS("Docker Engine (fake)", "28.3.0");

    /** Version 4 and the RFC 9562 variant, so that what parses UUIDs strictly accepts it. */
    private static final long UUID_HIGH = 0x4000L;

    private static final long UUID_LOW = 0x8000_0000_0000_0000L;

    private final String product;
    private final String version;

    Family(String product, String version) {
        this.product = product;
        this.version = version;
    }

    /** The word for it in URIs and messages. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    Technology technology() {
        return switch (this) {
            case KVM -> Technology.KVM;
            case XEN -> Technology.XEN;
            case VSPHERE -> Technology.VMWARE;
            case CONTAINERS -> Technology.DOCKER;
        };
    }

    String product() {
        return product;
    }

    String version() {
        return version;
    }

    Transitions transitions() {
        return StateMachines.of(this);
    }

    /** Whether a guest is a machine with disks and firmware, and not a container. */
    boolean hasMachines() {
        return this != CONTAINERS;
    }

    /** Machines of a vSphere inventory may bear one name in different folders; elsewhere names are unique. */
    boolean hasUniqueNames() {
        return this != VSPHERE;
    }

    /** The id of the guest with this number, in the form that the family's hosts use. */
    GuestId guestId(long number) {
        return GuestId.of(
                switch (this) {
                    case KVM, XEN -> new UUID(UUID_HIGH, UUID_LOW | number).toString();
                    case VSPHERE -> "vm-" + number;
                    case CONTAINERS -> String.format(Locale.ROOT, "%064x", number);
                });
    }

    /** What a machine gets that nothing was said about; a container has no limit then. */
    @Nullable
    Integer defaultVcpus() {
        return hasMachines() ? 1 : null;
    }

    @Nullable
    MemorySize defaultMemory() {
        return hasMachines() ? MemorySize.ofGibibytes(1) : null;
    }

    /** The kinds of devices that its hosts give to guests. */
    Set<String> assignableKinds() {
        return switch (this) {
            case KVM -> Set.of("pci", "usb", "mdev");
            case XEN, VSPHERE -> Set.of("pci", "usb");
            case CONTAINERS -> Set.of("node");
        };
    }

    /** The reason, unless its hosts do not tell it. */
    @Nullable
    StateReason reason(StateReason reason) {
        return this == VSPHERE ? null : reason;
    }

    /** The state of a guest that was just made. */
    Step created() {
        return new Step(GuestState.STOPPED, this == CONTAINERS ? StateReason.CREATED : null);
    }

    /** A state that a guest is found in, with the reason that is usual for it. */
    Step found(GuestState state) {
        return new Step(state, this == VSPHERE ? usualReasonOfVsphere(state) : usualReason(state));
    }

    private static @Nullable StateReason usualReasonOfVsphere(GuestState state) {
        return state == GuestState.PAUSED ? StateReason.SAVED : null;
    }

    private @Nullable StateReason usualReason(GuestState state) {
        return switch (state) {
            case RUNNING -> StateReason.BOOTED;
            case PAUSED, SHUTTING_DOWN -> StateReason.USER;
            case SUSPENDED -> null;
            case STOPPED -> hasMachines() ? StateReason.SHUTDOWN : StateReason.EXITED;
            case CRASHED -> hasMachines() ? StateReason.PANICKED : StateReason.FAILED;
        };
    }
}
