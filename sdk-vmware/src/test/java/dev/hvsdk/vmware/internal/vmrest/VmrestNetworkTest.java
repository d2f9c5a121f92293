/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vmrest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmrestNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.8.0, 255.255.255.0, 192.168.8.0/24",
        "10.0.0.0, 255.0.0.0, 10.0.0.0/8",
        "10.0.0.0, 255.255.255.255, 10.0.0.0/32",
        "0.0.0.0, 0.0.0.0, 0.0.0.0/0",
        "10.0.0.0, 255.0.255.0,",
        "10.0.0.0, 255.255.255.256,",
        "10.0.0.0, twenty,",
        "here, 255.0.0.0,",
        ", 255.0.0.0,",
        "10.0.0.0, ,"
    })
    void readsMasks(@Nullable String subnet, @Nullable String mask, @Nullable String cidr) {
        VmrestNetwork network = new VmrestNetwork("vmnet8", "nat", subnet, mask);
        assertThat(network.cidr()).isEqualTo(Optional.ofNullable(cidr));
    }
}
