/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.cpuid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.host.CpuKind;
import dev.hvsdk.host.CpuidInspection;
import dev.hvsdk.host.root.CpuidLeaf;
import dev.hvsdk.host.root.Fact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuidDumpTest {
    private static final CpuidLeaf INTEL = new CpuidLeaf(0x16, 0x756e6547, 0x6c65746e, 0x49656e69);
    private static final CpuidLeaf FEATURES = new CpuidLeaf(0x506e3, 0x100800, 0x7ffafbff, 0xbfebfbff);
    private static final CpuidLeaf LEVEL = new CpuidLeaf(1, 2, 0x100, 0);

    @TempDir
    Path directory;

    private static CpuidInspection inspected(String text) {
        return CpuidInspection.of(CpuidDump.parse("dump.txt", text.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CPU 0:\n   0x00000001 0x00: eax=0x000506e3 ebx=0x00100800 ecx=0x7ffafbff edx=0xbfebfbff\n",
                "CPUID 00000001: 000506E3-00100800-7FFAFBFF-BFEBFBFF\n"
            })
    void asksForTheLeafThatNamesTheMaker(String leaf1) {
        CpuKind kind = inspected(leaf1).kinds().get(0);

        assertThat(kind.bits())
                .extracting(FeatureBit::feature, bit -> bit.value().value())
                .containsExactly(tuple(CpuFeature.VT_X, Optional.of(true)), tuple(CpuFeature.AMD_V, Optional.empty()));
        assertThat(kind.features()).allSatisfy(report -> {
            assertThat(report.state()).isEqualTo(FeatureState.UNKNOWN);
            assertThat(report.remedy())
                    .hasValueSatisfying(remedy -> assertThat(remedy)
                            .startsWith("Dump leaf 0 of CPUID too, as 'cpuid -r' does, to know the CPU's maker"));
        });
        assertThat(kind.features().get(0).evidence().toString()).contains("leaf 0 of CPUID is not in the dump");
    }

    @Test
    void asksForTheRegistersAndNotForRoot() {
        CpuKind kind = inspected(dump(DumpFormat.CPUID_TOOL)).kinds().get(0);

        assertThat(kind.features())
                .filteredOn(report -> report.feature().equals(CpuFeature.VT_X))
                .singleElement()
                .satisfies(report -> assertThat(report.remedy())
                        .contains(
                                "Dump MSR 0x3a too, as AIDA64 and 'hv capture' do, to see whether the firmware switched it"
                                        + " off"));
        assertThat(kind.features())
                .flatExtracting(report -> report.remedy().stream().toList())
                .noneMatch(remedy -> remedy.contains("root") || remedy.contains("modprobe"));
    }

    @Test
    void saysAllKindsInOneText() {
        assertThat(inspected(dump(DumpFormat.CPUID_TOOL)))
                .asString()
                .startsWith("CpuidInspection[kinds=[CPU 0: [")
                .contains("vt-x");
    }

    /** The same CPU in every format. */
    private static String dump(DumpFormat format) {
        return switch (format) {
            case CPUID_TOOL -> """
                CPU 0:
                   0x00000000 0x00: eax=0x00000016 ebx=0x756e6547 ecx=0x6c65746e edx=0x49656e69
                   0x00000001 0x00: eax=0x000506e3 ebx=0x00100800 ecx=0x7ffafbff edx=0xbfebfbff
                   0x0000000b 0x00: eax=0x00000001 ebx=0x00000002 ecx=0x00000100 edx=0x00000000
                   0x80000000 0x00: eax=0x80000008 ebx=0x00000000 ecx=0x00000000 edx=0x00000000
                   0x80000001 0x00: eax=0x00000000 ebx=0x00000000 ecx=0x00000121 edx=0x2c100800
                """;
            case LIBCPUID -> """
                version=0.7.0
                _________________ Logical CPU #0 _________________
                basic_cpuid[0]=00000016 756e6547 6c65746e 49656e69
                basic_cpuid[1]=000506e3 00100800 7ffafbff bfebfbff
                ext_cpuid[0]=80000008 00000000 00000000 00000000
                ext_cpuid[1]=00000000 00000000 00000121 2c100800
                intel_fn11[0]=00000001 00000002 00000100 00000000
                """;
            case AIDA64 -> """
                CPU Type  QuadCore Intel
                ------[ CPUID Registers / Logical CPU #0 ]------

                CPUID 00000000: 00000016-756E6547-6C65746E-49656E69 [GenuineIntel]
                CPUID 00000001: 000506E3-00100800-7FFAFBFF-BFEBFBFF
                CPUID 0000000B: 00000001-00000002-00000100-00000000 [SL 00]
                CPUID 80000000: 80000008-00000000-00000000-00000000
                CPUID 80000001: 00000000-00000000-00000121-2C100800

                ------[ MSR Registers ]------

                MSR 0000003A: 0000-0000-0000-0005 [S200]
                MSR 0000048B: 005F-BCFF-0000-0000
                MSR 00000481: < FAILED >
                """;
            case XEN_CPUID -> """
                Xen reports there are maximum 114 leaves and 3 MSRs
                Raw policy: 4 leaves, 1 MSRs
                 CPUID:
                  leaf     subleaf  -> eax      ebx      ecx      edx
                  00000000:ffffffff -> 00000016:756e6547:6c65746e:49656e69
                  00000001:ffffffff -> 000506e3:00100800:7ffafbff:bfebfbff
                  0000000b:00000000 -> 00000001:00000002:00000100:00000000
                  80000000:ffffffff -> 80000008:00000000:00000000:00000000
                  80000001:ffffffff -> 00000000:00000000:00000121:2c100800
                 MSRs:
                  index    -> value
                  000000ce -> 0000000080000000
                """;
            case LIBVIRT -> """
                <!-- a CPU -->
                <cpudata arch='x86'>
                  <cpuid eax_in='0x00000000' ecx_in='0x00' eax='0x00000016' ebx='0x756e6547' ecx='0x6c65746e' edx='0x49656e69'/>
                  <cpuid eax_in='0x00000001' ecx_in='0x00'
                         eax='0x000506e3' ebx='0x00100800' ecx='0x7ffafbff' edx='0xbfebfbff'/>
                  <cpuid eax_in='0x0000000b' ecx_in='0x00' eax='0x00000001' ebx='0x00000002' ecx='0x00000100' edx='0x00000000'/>
                  <cpuid eax_in='0x80000000' ecx_in='0x00' eax='0x80000008' ebx='0x00000000' ecx='0x00000000' edx='0x00000000'/>
                  <cpuid eax_in='0x80000001' ecx_in='0x00' eax='0x00000000' ebx='0x00000000' ecx='0x00000121' edx='0x2c100800'/>
                  <msr index='0x48b' edx='0x005fbcff' eax='0x00000000'/>
                </cpudata>
                """;
            case HOST_JSON -> """
                { "format": 1, "machine": "x86_64", "cpuid": {
                  "0x0": { "0": [ "0x16", "0x756e6547", "0x6c65746e", "0x49656e69" ] },
                  "0x1": { "0": [ "0x506e3", "0x100800", "0x7ffafbff", "0xbfebfbff" ] },
                  "0xb": { "0": [ "0x1", "0x2", "0x100", "0x0" ] },
                  "0x80000000": { "0": [ "0x80000008", "0x0", "0x0", "0x0" ] },
                  "0x80000001": { "0": [ "0x0", "0x0", "0x121", "0x2c100800" ] } } }
                """;
        };
    }

    private static CpuidDump parse(String text) {
        return CpuidDump.parse("a dump", text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryFormat(DumpFormat format) {
        CpuidDump dump = parse(dump(format));

        assertThat(dump.format()).isEqualTo(format);
        assertThat(dump.cpus()).hasSize(1);
        DumpedCpu cpu = dump.cpus().get(0);
        assertThat(cpu.name()).isEqualTo(format == DumpFormat.XEN_CPUID ? "Raw policy" : "CPU 0");
        assertThat(cpu.facts().cpuid(0, 0)).isEqualTo(Fact.known(INTEL));
        assertThat(cpu.facts().cpuid(1, 0)).isEqualTo(Fact.known(FEATURES));
        assertThat(cpu.facts().cpuid(0xb, 0)).isEqualTo(Fact.known(LEVEL));
        assertThat(cpu.facts().machine()).isEqualTo(Fact.known("x86_64"));
        assertThat(cpu.host().files().text("/proc/cpuinfo").isKnown()).isFalse();
    }

    @Test
    void readsRegisters() {
        assertThat(parse(dump(DumpFormat.AIDA64)).cpus().get(0).facts().msr(0x3a))
                .isEqualTo(Fact.known(5L));
        assertThat(parse(dump(DumpFormat.AIDA64))
                        .cpus()
                        .get(0)
                        .facts()
                        .msr(0x481)
                        .isKnown())
                .isFalse();
        assertThat(parse(dump(DumpFormat.LIBVIRT)).cpus().get(0).facts().msr(0x48b))
                .isEqualTo(Fact.known(0x5fbcff00000000L));
        assertThat(parse(dump(DumpFormat.XEN_CPUID)).cpus().get(0).facts().msr(0xce))
                .isEqualTo(Fact.known(0x80000000L));
    }

    @Test
    void readsTheFileOfAPipeAndAnOldMachine() throws IOException {
        Path file = Files.writeString(directory.resolve("dump"), """
                CPUID 00000000  00000001-756E6547-6C65746E-49656E69
                CPUID 00000001  00000633-00000000-00000000-0080F9FF
                """);

        DumpedCpu cpu = CpuidDump.read(file).cpus().get(0);

        assertThat(cpu.facts().machine()).isEqualTo(Fact.known("i686"));
        assertThat(CpuidInspection.of(CpuidDump.read(file)).kinds().get(0).cpu().modelNumber())
                .hasValue(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CPUID_TOOL | CPU 0: | CPU 3: | CPU 0, CPU 3",
                "LIBCPUID | _________________ Logical CPU #0 _________________ | ___ Logical CPU #3 ___ | CPU 0, CPU 3",
                "LIBCPUID | _________________ Logical CPU #0 _________________ | | CPU 0, CPU 1",
                "AIDA64 | ------[ CPUID Registers / Logical CPU #0 ]------ | ------[ Logical CPU #3 ]------ | CPU 0, CPU 3",
                "AIDA64 | ------[ CPUID Registers / Logical CPU #0 ]------ | | CPU 0, CPU 1",
                "XEN_CPUID | Raw policy: 4 leaves, 1 MSRs | Host policy: 4 leaves, 1 MSRs | Raw policy, Host policy"
            })
    void tellsSeveralCpusApart(DumpFormat format, String heading, String another, String names) {
        String one = dump(format);
        String first = another == null ? one.replace(heading, "") : one;

        CpuidDump dump = parse(first + one.replace(heading, another == null ? "" : another));

        assertThat(dump.cpus()).extracting(DumpedCpu::name).containsExactly(names.split(", "));
        assertThat(dump.cpus().get(1).facts().cpuid(1, 0)).isEqualTo(Fact.known(FEATURES));
    }

    @Test
    void numbersTheSubleavesThatADumpRepeatsWithoutOne() {
        CpuidDump dump = parse("""
                CPUID 00000000: 0000000B-756E6547-6C65746E-49656E69
                CPUID 00000004: 1C004121-01C0003F-0000003F-00000000
                CPUID 00000004: 1C004122-01C0003F-0000003F-00000000
                """);

        assertThat(dump.cpus().get(0).facts().cpuid(4, 1).map(CpuidLeaf::eax)).isEqualTo(Fact.known(0x1C004122));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CPUID_TOOL | ecx=0x7ffafbff | ecx=0x7ffafbfg | 3",
                "CPUID_TOOL | ebx=0x00100800 | ebx=0x0010080 | 3",
                "LIBCPUID | 00100800 7ffafbff | 00100800 | 4",
                "AIDA64 | 000506E3-00100800 | 000506E3 00100800 | 5",
                "AIDA64 | CPUID 00000001: | CPUID 0000000X: | 5",
                "AIDA64 | MSR 0000003A: 0000 | MSR 0000003A: 000 | 12",
                "XEN_CPUID | 00100800:7ffafbff | 00100800 | 6",
                "LIBVIRT | eax_in='0x00000000' | eax_in='0' | 3",
                "LIBVIRT | cpudata arch | domain arch | 2",
                "HOST_JSON | [ \"0x16\", | [ \"0x16\" | 2"
            })
    void namesTheLineThatIsBroken(DumpFormat format, String whole, String broken, int line) {
        String text = dump(format).replace(whole, broken);

        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        InvalidDumpException.class, e -> assertThat(e.line()).hasValue(line))
                .hasMessageStartingWith("a dump, line " + line + ": ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | no line of",
                "hello | no line of",
                "{} | no leaf of CPUID",
                "<cpudata/> | no leaf of CPUID",
                "CPU 0: | no leaf of CPUID",
                "{ \"format\": 99 } | use a newer version"
            })
    void saysWhatAFileLacks(String text, String problem) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(InvalidDumpException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("\n");
    }

    @Test
    void readsNoFileWithoutEndAndNoDirectory() {
        assertThatThrownBy(() -> CpuidDump.read(directory.resolve("missing")))
                .isInstanceOf(InvalidDumpException.class)
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> CpuidDump.read(directory)).isInstanceOf(InvalidDumpException.class);
        assertThatThrownBy(() -> CpuidDump.parse("a dump", new byte[CpuidDump.MAX_BYTES + 1]))
                .isInstanceOf(InvalidDumpException.class)
                .hasMessageContaining("larger than 16 MiB");
    }

    @Test
    void readsNoMoreCpusThanThereAre() {
        StringBuilder text = new StringBuilder();
        for (int cpu = 0; cpu <= DumpBuilder.MAX_CPUS; cpu++) {
            text.append("CPU ").append(cpu).append(":\n");
        }

        assertThatThrownBy(() -> parse(text.toString()))
                .isInstanceOf(InvalidDumpException.class)
                .hasMessageContaining("more CPUs than the 8192");
    }

    @Test
    void resolvesNoEntity() {
        String text = "<!DOCTYPE cpudata [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><cpudata>&x;</cpudata>";

        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(InvalidDumpException.class)
                .hasMessageNotContaining("root:");
    }
}
