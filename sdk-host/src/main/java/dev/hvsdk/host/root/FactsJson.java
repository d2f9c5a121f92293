/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hvsdk.host.root.Fact.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes the facts of a host as {@code host.json}; what is not known is left out. */
final class FactsJson {
    /** Ranges of CPUID: the processor's, those of hypervisors (Xen moves up by 0x100 beside Hyper-V's), and the extended. */
    private static final List<Integer> RANGES =
            List.of(0, 0x4000_0000, 0x4000_0100, 0x4000_0200, 0x4000_0300, 0x8000_0000, 0x8086_0000, 0xc000_0000);

    /** No CPU has more leaves in a range; a hypervisor that answers rubbish would make it billions. */
    private static final int MAX_LEAVES = 256;

    /** The leaves that have sub-leaves (Intel SDM volume 2A, CPUID; AMD APM volume 3, appendix E). */
    private static final List<Integer> WITH_SUBLEAVES = List.of(
            4,
            7,
            0xb,
            0xd,
            0xf,
            0x10,
            0x12,
            0x14,
            0x17,
            0x18,
            0x1a,
            0x1b,
            0x1d,
            0x1f,
            0x20,
            0x8000_001d,
            0x8000_0020,
            0x8000_0026);

    private static final int SUBLEAVES = 32;

    /** The processor's serial number (Pentium III): never captured. */
    private static final int SERIAL_NUMBER = 3;

    /**
     * The registers that the SDK asks: firmware locks (0x3a, 0xc0010114), architectural capabilities, TDX key ids, the
     * abilities of VMX (0x480 to 0x493), EFER, SYSCFG and the SEV status.
     */
    private static final List<Integer> REGISTERS = List.of(
            0x3a,
            0x87,
            0x10a,
            0x480,
            0x481,
            0x482,
            0x483,
            0x484,
            0x485,
            0x486,
            0x487,
            0x488,
            0x489,
            0x48a,
            0x48b,
            0x48c,
            0x48d,
            0x48e,
            0x48f,
            0x490,
            0x491,
            0x492,
            0x493,
            0xc000_0080,
            0xc001_0010,
            0xc001_0114,
            0xc001_0131);

    private static final List<String> DMI = List.of(
            "sys_vendor",
            "product_name",
            "product_version",
            "product_family",
            "board_vendor",
            "board_name",
            "bios_vendor",
            "bios_version",
            "chassis_vendor",
            "chassis_type");

    private static final List<String> SYSCTLS = List.of(
            "hw.model",
            "hw.machine",
            "hw.optional.arm64",
            "hw.optional.x86_64",
            "kern.hv_vmm_present",
            "kern.hv_support",
            "kern.vm_guest",
            "machdep.cpu.brand_string",
            "machdep.cpu.features",
            "machdep.cpu.vendor",
            "machdep.dmi.system-vendor",
            "machdep.dmi.system-product",
            "hw.vendor",
            "hw.product",
            "security.jail.jailed",
            "security.jail.vnet",
            "sysctl.proc_translated",
            "hw.ncpu",
            "hw.physmem",
            "hw.memsize");

    private static final List<String> VARIABLES = List.of("container");

    private final HostFacts facts;
    private final IdentifierMask mask;
    private final ObjectNode json;

    private FactsJson(HostFacts facts, IdentifierMask mask, ObjectNode json) {
        this.facts = facts;
        this.mask = mask;
        this.json = json;
    }

    static byte[] write(HostRoot host, IdentifierMask mask) throws JsonProcessingException {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode json = mapper.createObjectNode();
        new FactsJson(host.facts(), mask, json).writeAll(host.files());
        return (mapper.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void writeAll(HostFiles files) {
        json.put("format", HostJson.FORMAT);
        facts.machine().value().ifPresent(machine -> json.put("machine", machine));
        facts.operatingSystem().value().ifPresent(name -> json.put("os", name));
        facts.zoneName().value().ifPresent(name -> json.put("zoneName", name));
        RANGES.forEach(this::cpuidRange);
        REGISTERS.forEach(this::msr);
        if (!files.exists("/sys/class/dmi/id")) {
            DMI.forEach(field -> text("dmi", field, facts.dmi(field)));
        }
        CapturedHost.NAMESPACES.forEach(kind -> facts.namespace(kind)
                .value()
                .ifPresent(inode -> json.withObject("/namespaces").put(kind, inode)));
        SYSCTLS.forEach(name -> text("sysctl", name, facts.sysctl(name)));
        VARIABLES.forEach(name -> text("environment", name, facts.environment(name)));
        facts.uid().value().ifPresent(uid -> json.put("uid", Integer.toUnsignedLong(uid)));
        kvm(facts.kvm());
        facts.kvmAccess()
                .value()
                .ifPresent(access ->
                        json.withObject("/kvm").put("group", access.group()).put("openToGroup", access.openToGroup()));
    }

    private void kvm(Fact<KvmProbe> kvm) {
        kvm.value()
                .ifPresent(probe ->
                        json.withObject("/kvm").put("api", probe.apiVersion()).put("createsVms", probe.createsVms()));
        kvm.problem()
                .filter(problem -> problem.reason() != Reason.NOT_CAPTURED)
                .ifPresent(problem -> json.withObject("/kvm")
                        .put(problem.reason().name().toLowerCase(Locale.ROOT), mask.apply(problem.detail())));
    }

    private void text(String object, String key, Fact<String> fact) {
        fact.value().ifPresent(text -> json.withObject("/" + object).put(key, mask.apply(text)));
    }

    private void cpuidRange(int first) {
        int last = facts.cpuid(first, 0).value().map(CpuidLeaf::eax).orElse(first - 1);
        // The first two are asked whatever the first says: old KVM says 0, and readers judge rubbish by themselves.
        boolean empty = Integer.compareUnsigned(last, first) < 0;
        int count = empty ? 1 : Math.min(Math.max(last - first, 1), MAX_LEAVES - 1);
        for (int leaf = first; leaf - first <= count; leaf++) {
            cpuidLeaf(leaf);
        }
    }

    private void cpuidLeaf(int leaf) {
        int subleaves = WITH_SUBLEAVES.contains(leaf) ? SUBLEAVES : 1;
        for (int subleaf = 0; leaf != SERIAL_NUMBER && subleaf < subleaves; subleaf++) {
            int number = subleaf;
            facts.cpuid(leaf, subleaf)
                    .value()
                    .ifPresent(registers -> json.withObject("/cpuid/" + hex(leaf))
                            .putArray(Integer.toString(number))
                            .add(hex(registers.eax()))
                            .add(hex(registers.ebx()))
                            .add(hex(registers.ecx()))
                            .add(hex(registers.edx())));
        }
    }

    private void msr(int index) {
        facts.msr(index)
                .value()
                .ifPresent(value ->
                        json.withObject("/msr").put("0x" + Integer.toHexString(index), "0x" + Long.toHexString(value)));
    }

    private static String hex(int value) {
        return String.format(Locale.ROOT, "0x%08x", value);
    }
}
