/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.capability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FreeSubnetsTest {
    @Test
    void beginsWithTheSubnetOfLibvirtsOwnNetwork() {
        assertThat(new FreeSubnets(List.of()).all()).startsWith("192.168.122.0/24", "192.168.123.0/24");
    }

    @Test
    void leavesOutWhatOverlapsInPart() {
        FreeSubnets subnets = new FreeSubnets(List.of("192.168.122.64/26", "192.168.0.0/17"));

        assertThat(subnets.all()).startsWith("192.168.128.0/24");
    }

    @Test
    void goesOnInAnotherRangeWhereTheFirstIsTaken() {
        assertThat(new FreeSubnets(List.of("192.168.0.0/16")).all()).startsWith("172.16.122.0/24");
    }

    @Test
    void findsNoneWhereAllIsTaken() {
        assertThat(new FreeSubnets(List.of("0.0.0.0/0")).all()).isEmpty();
    }

    @Test
    void leavesWhatIsNoSubnetToTheHost() {
        FreeSubnets subnets = new FreeSubnets(List.of("fd00::/64", "192.168.1.0/33", "nonsense"));

        assertThat(subnets.isFree("192.168.1.0/24")).isTrue();
        assertThat(subnets.isFree("fd00::/64")).isTrue();
    }
}
