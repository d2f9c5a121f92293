/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

/**
 * A managed object of the server. Immutable.
 *
 * @param type such as {@code VirtualMachine}
 * @param value what the server calls it, which means nothing to others
 */
public record ManagedRef(String type, String value) {
    /** As the element of this name: {@code <vm type="VirtualMachine">vm-9</vm>}. */
    public Element as(String name) {
        return Element.reference(name, this);
    }

    /** Such as {@code VirtualMachine vm-9}. */
    @Override
    public String toString() {
        return type + " " + value;
    }
}
