/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.cpu;

import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.host.root.HostRoot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what the CPU of a host is. */
public final class CpuReader {
    /** Keys of {@code /proc/cpuinfo} for the maker: x86 and s390x, then Itanium. */
    private static final List<String> VENDOR_KEYS = List.of("vendor_id", "vendor");

    /** Keys for the model: x86 and others, RISC-V, POWER and SPARC, LoongArch, MIPS. */
    private static final List<String> MODEL_KEYS = List.of("model name", "uarch", "cpu", "Model Name", "cpu model");

    /** Makers of RISC-V cores by JEDEC id, which {@code mvendorid} gives (arch/riscv/include/asm/vendorid_list.h). */
    private static final Map<String, String> RISCV_VENDORS =
            Map.of("0x29", "Microchip", "0x127", "MIPS", "0x31e", "Andes", "0x489", "SiFive", "0x5b7", "T-Head");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final HostRoot root;
    private final Cpuinfo cpuinfo;
    private final CpuInfo.Builder cpu = CpuInfo.builder();

    private CpuReader(HostRoot root, Cpuinfo cpuinfo) {
        this.root = root;
        this.cpuinfo = cpuinfo;
    }

    /** The CPU of a host whose {@code /proc/cpuinfo} was read already; what cannot be read is left out. Needs no privilege. */
    public static CpuInfo read(HostRoot root, Cpuinfo cpuinfo) {
        return new CpuReader(root, cpuinfo).read();
    }

    private CpuInfo read() {
        root.facts().machine().value().ifPresent(cpu::architecture);
        cpu.flags(cpuinfo.flags()).topology(CpuTopologyReader.read(root.files(), cpuinfo));
        Optional<InstructionSet> set = InstructionSet.of(root, cpuinfo);
        if (set.equals(Optional.of(InstructionSet.ARM))) {
            nameArm(ArmNames.load());
        } else {
            vendor().ifPresent(cpu::vendor);
            known(MODEL_KEYS).ifPresent(cpu::model);
        }
        if (set.equals(Optional.of(InstructionSet.X86))) {
            number();
        }
        return cpu.build();
    }

    private void nameArm(ArmNames names) {
        names.vendor(cpuinfo).ifPresent(cpu::vendor);
        names.model(cpuinfo).or(() -> known(MODEL_KEYS)).ifPresent(cpu::model);
    }

    private Optional<String> vendor() {
        return known(VENDOR_KEYS).or(() -> cpuinfo.first("mvendorid").map(RISCV_VENDORS::get));
    }

    /** The kernel writes "unknown" for a CPU without a name. */
    private Optional<String> known(List<String> keys) {
        return keys.stream()
                .flatMap(key -> cpuinfo.first(key).stream())
                .filter(value -> !value.isEmpty() && !value.equals("unknown"))
                .findFirst();
    }

    private void number() {
        Optional<String> family = cpuinfo.first("cpu family");
        if (family.isEmpty()) {
            askCpuid(new CpuidTable(root.facts()));
            return;
        }
        number(family).ifPresent(cpu::familyNumber);
        number(cpuinfo.first("model")).ifPresent(cpu::modelNumber);
        number(cpuinfo.first("stepping")).ifPresent(cpu::stepping);
    }

    private static Optional<Integer> number(Optional<String> text) {
        return text.filter(value -> NUMBER.matcher(value).matches()).map(Integer::parseInt);
    }

    /** Where there is no {@code /proc/cpuinfo}; not otherwise, because executing CPUID has its price at start-up. */
    private void askCpuid(CpuidTable cpuid) {
        cpuid.vendor().value().filter(vendor -> !vendor.isBlank()).ifPresent(cpu::vendor);
        cpuid.brand().value().filter(brand -> !brand.isBlank()).ifPresent(cpu::model);
        cpuid.signature()
                .value()
                .ifPresent(signature -> cpu.familyNumber(signature.family())
                        .modelNumber(signature.model())
                        .stepping(signature.stepping()));
    }
}
