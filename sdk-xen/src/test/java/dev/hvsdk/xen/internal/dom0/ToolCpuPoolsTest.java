/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.WrongState;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.xen.XenCpuPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Over a stand-in that keeps pools, and like xl ends with 0 when it could not move a CPU. */
class ToolCpuPoolsTest {
    private final Map<String, Set<Integer>> pools = new TreeMap<>(Map.of("Pool-0", new TreeSet<>(Set.of(0, 1))));
    private final List<String> asked = new ArrayList<>();
    private final ToolCpuPools tool = new ToolCpuPools(Dom0s.with(command -> {
        List<String> words = command.arguments();
        if (words.size() > 2 && !words.get(2).equals("-c")) {
            asked.add(command.toString());
        }
        return answer(words.get(1), words);
    }));

    private CommandResult answer(String what, List<String> words) {
        return switch (what) {
            case "cpupool-list" -> CommandResult.of(0, words.size() > 2 ? cpus() : list(), "");
            case "cpupool-create" -> {
                pools.put(words.get(2).replaceAll("name=|\"", ""), new TreeSet<>());
                yield CommandResult.of(0, "Using config file \"command line\"\n", "");
            }
            case "cpupool-destroy" -> {
                pools.remove(words.get(2));
                yield CommandResult.of(0, "", "");
            }
            default -> {
                int cpu = Integer.parseInt(words.get(3));
                boolean isAdded = what.endsWith("add") && cpu < 2;
                boolean ignored = isAdded ? pool(words).add(cpu) : pool(words).remove(cpu);
                yield CommandResult.of(0, "", cpu < 2 ? "" : "some cpus may not have been added to " + words.get(2));
            }
        };
    }

    private Set<Integer> pool(List<String> words) {
        return pools.getOrDefault(words.get(2), new TreeSet<>());
    }

    private String list() {
        StringBuilder text = new StringBuilder("Name               CPUs   Sched     Active   Domain count\n");
        pools.forEach((name, cpus) -> text.append(
                "%-19s%3d%10s%8s%11d%n".formatted(name, cpus.size(), "credit2", "y", name.equals("Pool-0") ? 1 : 0)));
        return text.toString();
    }

    private String cpus() {
        StringBuilder text = new StringBuilder("Name               CPU list\n");
        pools.forEach((name, cpus) -> text.append("%-19s%s%n"
                .formatted(
                        name,
                        String.join(",", cpus.stream().map(String::valueOf).toList()))));
        return text.toString();
    }

    @Test
    void takesCpusFromTheirPoolsAndGivesThemBack() {
        XenCpuPool made = tool.create("fast", "credit2", Set.of(1)).await();

        assertThat(made.cpus()).containsExactly(1);
        assertThat(tool.remove("fast").await()).isEqualTo(made);
        assertThat(pools).containsExactly(Map.entry("Pool-0", Set.of(0, 1)));
        assertThat(asked)
                .containsExactly(
                        "xl cpupool-create name=\"fast\" sched=\"credit2\"",
                        "xl cpupool-cpu-remove Pool-0 1",
                        "xl cpupool-cpu-add fast 1",
                        "xl cpupool-cpu-remove fast 1",
                        "xl cpupool-cpu-add Pool-0 1",
                        "xl cpupool-destroy fast");
    }

    @Test
    void leavesThePoolThatDomainsAreInACpu() {
        tool.create("fast", "credit2", Set.of(1)).await();

        assertThatThrownBy(() -> tool.moveCpu(0, "fast").await()).isInstanceOf(WrongState.class);
        assertThatThrownBy(() -> tool.remove("Pool-0").await()).isInstanceOf(WrongState.class);
    }

    @Test
    void takesBackWhatItDidWhenItFails() {
        assertThatThrownBy(() -> tool.create("fast", "credit2", Set.of(1, 7)).await())
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("CPU 7");
        assertThat(pools).containsExactly(Map.entry("Pool-0", Set.of(0, 1)));
    }

    @Test
    void refusesNamesThatAreTakenOrCannotBeTold() {
        tool.create("fast", "credit2", Set.of()).await();

        assertThatThrownBy(() -> tool.create("fast", "credit2", Set.of()).await())
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> tool.create("a\"b", "credit2", Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tool.moveCpu(1, "other").await()).isInstanceOf(NotFound.class);
    }
}
