/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.xen.XenCpuPool;
import dev.hvsdk.xen.XenCpuPools;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** CPU pools by xl. Immutable. */
final class ToolCpuPools implements XenCpuPools {
    /** Dom0's, which is always there. */
    private static final String FIRST = "Pool-0";

    /** What can be told to xl and read from its lists again. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]*");

    private static final Pattern SCHEDULER = Pattern.compile("[a-z0-9]+");

    private final Dom0 host;

    ToolCpuPools(Dom0 host) {
        this.host = host;
    }

    @Override
    public List<XenCpuPool> list() {
        return Pools.read(host, host.errors("list CPU pools")).all();
    }

    @Override
    public Operation<XenCpuPool> create(String name, String scheduler, Set<Integer> cpus) {
        require(NAME, name);
        require(SCHEDULER, scheduler);
        List<Integer> wanted = List.copyOf(new TreeSet<>(cpus));
        return change("create", name, errors -> {
            Pools before = Pools.read(host, errors);
            if (before.find(name).isPresent()) {
                throw errors.conflict("there is a CPU pool of this name already");
            }
            // By xl's own syntax of a file, line by line in arguments.
            xl(errors, "cpupool-create", "name=\"" + name + "\"", "sched=\"" + scheduler + "\"");
            fill(errors, before, name, wanted);
            return Pools.read(host, errors).require(name, errors);
        });
    }

    private static void require(Pattern form, String word) {
        if (!form.matcher(word).matches()) {
            throw new IllegalArgumentException("not a name that xl can be told: " + word);
        }
    }

    private void fill(ErrorFactory errors, Pools before, String name, List<Integer> cpus) {
        Deque<Integer> moved = new ArrayDeque<>();
        try {
            for (int cpu : cpus) {
                moved.push(cpu);
                move(errors, before, cpu, name);
            }
        } catch (HypervisorException e) {
            giveBack(errors, before, name, moved, e);
            throw e;
        }
    }

    /** What fails now is told with what failed first. */
    private void giveBack(
            ErrorFactory errors, Pools before, String name, Deque<Integer> moved, HypervisorException first) {
        try {
            Pools now = Pools.read(host, errors);
            for (int cpu : moved) {
                if (before.owner(cpu).isPresent()) {
                    move(errors, now, cpu, before.owner(cpu).get().name());
                }
            }
            xl(errors, "cpupool-destroy", name);
        } catch (HypervisorException e) {
            first.addSuppressed(e);
        }
    }

    @Override
    public Operation<XenCpuPool> moveCpu(int cpu, String pool) {
        return change("change", pool, errors -> {
            Pools before = Pools.read(host, errors);
            before.require(pool, errors);
            move(errors, before, cpu, pool);
            return Pools.read(host, errors).require(pool, errors);
        });
    }

    /** Xl ends with 0 whether it could or not; so it is looked whether it has. */
    private void move(ErrorFactory errors, Pools before, int cpu, String pool) {
        XenCpuPool owner = before.owner(cpu).orElse(null);
        if (owner != null && owner.name().equals(pool)) {
            return;
        }
        if (owner != null) {
            refuseIfLast(errors, owner, cpu);
            xl(errors, "cpupool-cpu-remove", owner.name(), Integer.toString(cpu));
        }
        xl(errors, "cpupool-cpu-add", pool, Integer.toString(cpu));
        if (!Pools.read(host, errors).require(pool, errors).cpus().contains(cpu)) {
            throw errors.remedy("xl info tells nr_cpus")
                    .hostFailure("Xen did not move CPU " + cpu + "; it may not have such a CPU");
        }
    }

    private static void refuseIfLast(ErrorFactory errors, XenCpuPool owner, int cpu) {
        boolean isLast = owner.cpus().size() == 1 && owner.domains() > 0;
        if (isLast) {
            throw errors.remedy("move its domains into another pool first")
                    .wrongState("CPU " + cpu + " is the last one of " + owner.name() + ", in which domains are");
        }
    }

    @Override
    public Operation<XenCpuPool> moveGuest(GuestId guest, String pool) {
        return change("change", pool, errors -> {
            Domains.Row domain = Domains.read(host, errors).require(guest, errors);
            if (domain.number() == 0) {
                throw errors.wrongState("dom0 stays in " + FIRST);
            }
            xl(errors, "cpupool-migrate", domain.argument(), pool);
            return Pools.read(host, errors).require(pool, errors);
        });
    }

    /** A pool is emptied before it is destroyed: Xen 4.17 was seen to hang when it still had a CPU. */
    @Override
    public Operation<XenCpuPool> remove(String name) {
        return change("remove", name, errors -> {
            Pools before = Pools.read(host, errors);
            XenCpuPool pool = before.require(name, errors);
            if (name.equals(FIRST)) {
                throw errors.wrongState("it is dom0's, which stays");
            }
            if (pool.domains() > 0) {
                throw errors.remedy("stop them, or move them into another pool")
                        .wrongState(pool.domains() + " domains are in it");
            }
            pool.cpus().forEach(cpu -> move(errors, before, cpu, FIRST));
            xl(errors, "cpupool-destroy", name);
            return pool;
        });
    }

    private Operation<XenCpuPool> change(String operation, String pool, Function<ErrorFactory, XenCpuPool> work) {
        String subject = "CPU pool " + pool;
        return host.change(
                operation, subject, source -> work.apply(host.errors(operation).subject(subject)));
    }

    private void xl(ErrorFactory errors, String... arguments) {
        host.tools().change(errors, arguments);
    }
}
