/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProductVersionTest {
    @Test
    void readsBothForms() {
        assertThat(ProductVersion.parse("VMware Workstation 17.5.0 build-22583795 Release\n"))
                .contains(new ProductVersion("VMware Workstation", "17.5.0", "22583795"));
        assertThat(ProductVersion.parse("\nVMware Fusion Information:\nVMware Fusion 5.0.3 build-1040386 Release\n"))
                .contains(new ProductVersion("VMware Fusion", "5.0.3", "1040386"));
    }

    @Test
    void passesOverOtherLines() {
        assertThat(ProductVersion.parse("/lib/libz.so.1: no version\nVMware Player 6.0.1 build-1379776\n"))
                .contains(new ProductVersion("VMware Player", "6.0.1", "1379776"));
        assertThat(ProductVersion.parse("VMware Workstation\n")).isEmpty();
    }
}
