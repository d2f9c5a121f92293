/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenCpuPool;
import dev.hvsdk.xen.XenSchedule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What xl of Xen 4.17.7 printed. */
class PoolsTest {
    private static final Pools POOLS = Pools.parse("""
            Name               CPUs   Sched     Active   Domain count
            Pool-0               1   credit2       y          2
            xlcap                0    credit       y          0
            xlcap3               1    credit       y          0
            """, """
            Name               CPU list
            Pool-0             0
            xlcap             \s
            xlcap3             1
            """);

    @Test
    void readsBothLists() {
        assertThat(POOLS.all())
                .containsExactly(
                        XenCpuPool.of("Pool-0", "credit2", Set.of(0), 2),
                        XenCpuPool.of("xlcap", "credit", Set.of(), 0),
                        XenCpuPool.of("xlcap3", "credit", Set.of(1), 0));
    }

    @Test
    void findsPoolsByNameAndByCpu() {
        assertThat(POOLS.owner(1)).map(XenCpuPool::name).hasValue("xlcap3");
        assertThat(POOLS.owner(2)).isEmpty();
        assertThatThrownBy(() -> POOLS.require("other", ErrorFactory.of("xen-xl")))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void readsRangesOfCpus() {
        Pools large = Pools.parse("""
                Name               CPUs   Sched     Active   Domain count
                Pool-0               6   credit2       y          2
                """, """
                Name               CPU list
                Pool-0             0-3,5,8-8
                """);

        assertThat(large.all().get(0).cpus()).containsExactlyElementsOf(List.of(0, 1, 2, 3, 5, 8));
    }

    @Test
    void readsSharesAndBudgets() {
        assertThat(Schedules.parse("credit2", """
                        Name                                ID Weight  Cap
                        xlcap1                               1    300   50
                        """))
                .hasValue(XenSchedule.builder()
                        .scheduler("credit2")
                        .weight(300)
                        .cap(50)
                        .build());
        assertThat(Schedules.parse("rtds", """
                        Name                                ID    Period    Budget  Extratime
                        xlcap1                               1     10000      4000        yes
                        """))
                .hasValue(XenSchedule.builder()
                        .scheduler("rtds")
                        .period(Duration.ofMillis(10))
                        .budget(Duration.ofMillis(4))
                        .build());
        assertThat(Schedules.parse("credit2", "Name                                ID Weight  Cap\n"))
                .isEmpty();
    }
}
