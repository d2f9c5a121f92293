/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Which of the hosted products; vmrun has to be told. Immutable. */
enum Product {
    WORKSTATION("ws", "VMware Workstation"),
    PLAYER("player", "VMware Player"),
    FUSION("fusion", "VMware Fusion");

    private final String type;
    private final String title;

    Product(String type, String title) {
        this.type = type;
        this.title = title;
    }

    /** As {@code vmrun -T} takes it. */
    String type() {
        return type;
    }

    String title() {
        return title;
    }

    static Product of(String type) {
        return Arrays.stream(values())
                .filter(product -> product.type.equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the parameter 'type' of the URI is one of "
                        + Arrays.stream(values()).map(Product::type).collect(Collectors.joining(", "))));
    }

    /** What there is on this system, unless the URI says another. */
    static Product usual() {
        return System.getProperty("os.name", "").startsWith("Mac") ? FUSION : WORKSTATION;
    }
}
