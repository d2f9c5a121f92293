/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.machine.Technology;

/** Which of the two engines it is, and in what they differ. */
enum Dialect {
    DOCKER("Docker Engine", Technology.DOCKER),
    PODMAN("Podman", Technology.PODMAN);

    private final String product;
    private final Technology technology;

    Dialect(String product, Technology technology) {
        this.product = product;
        this.technology = technology;
    }

    String product() {
        return product;
    }

    Technology technology() {
        return technology;
    }
}
