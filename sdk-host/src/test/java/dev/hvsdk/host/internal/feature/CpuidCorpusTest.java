/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.CpuidInspection;
import dev.hvsdk.host.cpuid.CpuidDump;
import dev.hvsdk.host.cpuid.FeatureBit;
import dev.hvsdk.host.internal.cpu.CpuMaker;
import dev.hvsdk.host.internal.cpu.CpuidSignature;
import dev.hvsdk.host.internal.cpu.CpuidTable;
import dev.hvsdk.host.internal.platform.Hardware;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFacts;
import dev.hvsdk.host.root.HostRoot;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** CPUID of real CPUs, recorded by other projects, and what these projects say of them. */
class CpuidCorpusTest {
    private static final Pattern SIGNATURE =
            Pattern.compile("family: *(\\d+).*model: *(\\d+).*stepping: *(\\d+)", Pattern.DOTALL);

    /** Of a CPU in a dump with several. */
    private static final Pattern HEADING = Pattern.compile("(?m)^.*(?:CPU #|CPU#)0*(\\d+).*$");

    /** {@code CPUID 0x8000000a EDX bit 0 (NP)}. */
    private static final Pattern PLACE = Pattern.compile("CPUID 0x([0-9a-f]+) (E[A-D]X) bit (\\d+) \\((.+)\\)");

    /** Of the bits that are decoded, those for which libvirt 11.3 has a word. */
    private static final Set<String> NAMED_BY_LIBVIRT = Set.of("VMX", "SVM", "NP", "LbrVirt", "AVIC", "VGIF");

    private static final CpuidBit SKINIT = new CpuidBit("SKINIT", 0x8000_0001, CpuidBit.Register.ECX, 12);
    private static final CpuidBit SMX = new CpuidBit("SMX", 1, CpuidBit.Register.ECX, 6);

    @TestFactory
    List<DynamicTest> decodesTheDumpsOfLibcpuid() {
        Path corpus = Corpora.folder("libcpuid");
        return Corpora.cases(corpus, "CASES.tsv").stream()
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    String dump = Corpora.text(corpus.resolve(row[0]));
                    HostFacts facts = first(corpus.resolve(row[0]));
                    assertThat(virtualizationBits(facts)).isEqualTo(words(row[2]));
                    assertThat(signature(facts)).startsWith(expectedSignature(dump));
                    assertStates(facts);
                }))
                .toList();
    }

    private static Set<String> words(String column) {
        return new HashSet<>(
                column.isBlank() ? List.of() : List.of(column.strip().split(" ")));
    }

    /**
     * What libcpuid looks for, which is VT-x on CPUs of Intel and AMD-V on those of AMD and Hygon only: the first Centaurs have
     * rubbish in these registers, and that it says nothing of VT-x on later ones and on Zhaoxin's is a gap of its own.
     */
    private static Set<String> virtualizationBits(HostFacts facts) {
        Set<String> names = new HashSet<>();
        String vendor = new CpuidTable(facts).vendor().value().orElse("");
        if (vendor.equals("GenuineIntel")) {
            addIf(names, facts, CpuidBit.VMX, "vmx");
            addIf(names, facts, SMX, "smx");
        } else if (Set.of("AuthenticAMD", "HygonGenuine").contains(vendor)) {
            addIf(names, facts, CpuidBit.SVM, "svm");
            addIf(names, facts, SKINIT, "skinit");
        }
        addIf(names, facts, CpuidBit.HYPERVISOR, "hypervisor");
        return names;
    }

    private static void addIf(Set<String> names, HostFacts facts, CpuidBit bit, String name) {
        if (has(facts, bit)) {
            names.add(name);
        }
    }

    private static boolean has(HostFacts facts, CpuidBit bit) {
        return new CpuidTable(facts).leaf(bit.leaf(), 0).map(bit::in).equals(Fact.known(true));
    }

    /** Extended family, extended model and stepping. */
    private static List<Integer> signature(HostFacts facts) {
        CpuidSignature signature = new CpuidTable(facts).signature().value().orElseThrow();
        return List.of(signature.family(), signature.model(), signature.stepping());
    }

    /** After the last rule of dashes: family, model, stepping, extended family, extended model, each on a line. */
    private static Integer[] expectedSignature(String dump) {
        String[] parts = dump.split("(?m)^-{60,}\\s*$");
        List<Integer> numbers = parts[1].lines()
                .map(String::strip)
                .filter(line -> line.matches("-?\\d+"))
                .map(Integer::valueOf)
                .toList();
        return new Integer[] {numbers.get(3), numbers.get(4), numbers.get(2)};
    }

    private static void assertStates(HostFacts facts) {
        boolean hypervisor = has(facts, CpuidBit.HYPERVISOR);
        for (FeatureReport report : FeatureProber.probe(Hardware.of(HostRoot.of(facts)), List.of())) {
            boolean vmx = report.feature().equals(CpuFeature.VT_X);
            if (!vmx && !report.feature().equals(CpuFeature.AMD_V)) {
                continue;
            }
            boolean ofMaker = maker(facts).virtualization().equals(report.feature());
            boolean there = ofMaker && has(facts, vmx ? CpuidBit.VMX : CpuidBit.SVM);
            boolean absent = report.state() == FeatureState.ABSENT;
            // A CPU has what CPUID announces; whether the firmware lets it be used, a dump cannot tell.
            assertThat(absent)
                    .as("%s on %s", report, new CpuidTable(facts).vendor())
                    .isEqualTo(!there && !(hypervisor && ofMaker));
            assertThat(report.isUsable()).isFalse();
        }
    }

    private static CpuMaker maker(HostFacts facts) {
        return CpuMaker.of(new CpuidTable(facts).vendor().value().orElseThrow()).orElseThrow();
    }

    @TestFactory
    List<DynamicTest> findsTheSameOnEveryCpuOfTheDumpsOfLibcpuid() {
        Path corpus = Corpora.folder("libcpuid");
        return Corpora.cases(corpus, "CASES.tsv").stream()
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    CpuidDump dump = CpuidDump.read(corpus.resolve(row[0]));
                    String text = Corpora.text(corpus.resolve(row[0]));
                    Set<String> headings = HEADING.matcher(text)
                            .results()
                            .map(heading -> heading.group(1))
                            .collect(Collectors.toSet());

                    assertThat(dump.cpus()).hasSize(Math.max(1, headings.size()));
                    assertThat(CpuidInspection.of(dump).differing()).isEmpty();
                    assertThat(dump.cpus())
                            .allSatisfy(cpu ->
                                    assertThat(virtualizationBits(cpu.facts())).isEqualTo(words(row[2])));
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> decodesTheDumpsOfLibvirt() {
        Path corpus = Corpora.folder("libvirt-11.3.0");
        return Corpora.cases(corpus, "CASES_cpuid.tsv").stream()
                .map(row -> DynamicTest.dynamicTest(row[0], () -> {
                    HostFacts facts = first(corpus.resolve(row[0]));
                    Matcher expected = SIGNATURE.matcher(Corpora.text(corpus.resolve(row[1])));
                    assertThat(expected.find()).isTrue();
                    assertThat(signature(facts))
                            .containsExactly(number(expected, 1), number(expected, 2), number(expected, 3));
                    compareWithLibvirt(facts, Corpora.text(corpus.resolve(row[2])));
                    if (!row[6].isEmpty()) {
                        compareEveryBit(facts, corpus.resolve(row[6]), corpus.resolve(row[7]));
                    }
                }))
                .toList();
    }

    /** What QEMU enabled of the CPU's features, and what it did not: together all that the CPU has and libvirt has a name for. */
    private static void compareEveryBit(HostFacts facts, Path enabled, Path disabled) {
        HostFacts on = first(enabled);
        HostFacts off = first(disabled);
        for (FeatureBit bit : FeatureBits.read(facts)) {
            Matcher place = PLACE.matcher(bit.source());
            if (place.find() && NAMED_BY_LIBVIRT.contains(place.group(4))) {
                int leaf = Integer.parseUnsignedInt(place.group(1), 16);
                CpuidBit same = new CpuidBit("", leaf, CpuidBit.Register.valueOf(place.group(2)), number(place, 3));
                assertThat(bit.value().equals(Fact.known(true)))
                        .as("%s of %s", bit.source(), enabled)
                        .isEqualTo(isSet(on, same) || isSet(off, same));
            }
        }
    }

    private static boolean isSet(HostFacts facts, CpuidBit bit) {
        return facts.cpuid(bit.leaf(), 0).map(bit::in).equals(Fact.known(true));
    }

    private static Integer number(Matcher matcher, int group) {
        return Integer.valueOf(matcher.group(group));
    }

    /** libvirt names a model and what the CPU has beyond it; its models of Intel have no vmx. */
    private static void compareWithLibvirt(HostFacts facts, String host) {
        if (host.contains("<vendor>Intel</vendor>")) {
            assertThat(has(facts, CpuidBit.VMX)).isEqualTo(host.contains("<feature name='vmx'/>"));
        }
        for (CpuidBit bit : List.of(CpuidBit.SVM, CpuidBit.AVIC, CpuidBit.VGIF)) {
            String name = bit.name().toLowerCase(Locale.ROOT);
            assertThat(has(facts, bit)).as(name).isIn(true, host.contains("<feature name='" + name + "'/>"));
        }
        assertThat(has(facts, CpuidBit.NP)).isIn(true, host.contains("<feature name='npt'/>"));
    }

    /** The first CPU of a dump. */
    private static HostFacts first(Path dump) {
        return CpuidDump.read(dump).cpus().get(0).facts();
    }
}
