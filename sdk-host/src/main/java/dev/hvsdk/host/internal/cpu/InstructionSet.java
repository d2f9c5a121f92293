/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.cpu;

import dev.hvsdk.host.root.HostRoot;
import java.util.List;
import java.util.Optional;

/** The families of CPU architectures that virtualize in ways of their own. Immutable. */
public enum InstructionSet {
    /** Intel, AMD and those compatible with them. */
    X86(List.of("x86_64", "i386", "i486", "i586", "i686"), List.of("cpuid level", "fpu_exception")),
    /** 32-bit and 64-bit ARM. */
    ARM(List.of("aarch64", "arm"), List.of("CPU implementer")),
    /** POWER and PowerPC. */
    POWER(List.of("ppc64", "ppc"), List.of("timebase")),
    /** IBM Z. */
    S390(List.of("s390"), List.of("bogomips per cpu")),
    /** RISC-V. */
    RISCV(List.of("riscv"), List.of("isa")),
    /** Itanium. */
    IA64(List.of("ia64"), List.of("archrev"));

    private final List<String> machines;
    private final List<String> cpuinfoKeys;

    InstructionSet(List<String> machines, List<String> cpuinfoKeys) {
        this.machines = machines;
        this.cpuinfoKeys = cpuinfoKeys;
    }

    /** That of a host, whose {@code /proc/cpuinfo} is read only where the kernel's name for it is not known. */
    public static Optional<InstructionSet> of(HostRoot root) {
        boolean named = root.facts().machine().isKnown();
        return of(
                root,
                named
                        ? Cpuinfo.empty()
                        : Cpuinfo.readFirst(root.files()).value().orElseGet(Cpuinfo::empty));
    }

    /** That of a host: by the kernel's name for the architecture, else by a key that only its {@code /proc/cpuinfo} has. */
    public static Optional<InstructionSet> of(HostRoot root, Cpuinfo cpuinfo) {
        Optional<String> machine = root.facts().machine().value();
        for (InstructionSet set : values()) {
            boolean named = machine.map(name -> set.machines.stream().anyMatch(name::startsWith))
                    .orElseGet(() -> set.cpuinfoKeys.stream()
                            .anyMatch(key -> cpuinfo.first(key).isPresent()));
            if (named) {
                return Optional.of(set);
            }
        }
        return Optional.empty();
    }
}
