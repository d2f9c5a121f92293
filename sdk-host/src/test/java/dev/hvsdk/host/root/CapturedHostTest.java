/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapturedHostTest {
    @TempDir
    Path tree;

    private HostFacts facts(String json) throws IOException {
        Files.writeString(tree.resolve("host.json"), json);
        return HostRoot.captured(tree).facts();
    }

    @Test
    void readsEveryFactOfTheFormat() throws IOException {
        HostFacts facts = facts("""
                { "format": 1, "machine": "x86_64", "os": "Linux", "zoneName": "global",
                  "cpuid": { "0x40000000": { "0": ["0x40000001","0x4b4d564b","0x564b4d56","0x0000004d"] } },
                  "msr": { "0x3a": "0x5", "0xc0010114": "0xffffffffffffffff" },
                  "dmi": { "sys_vendor": "QEMU" },
                  "namespaces": { "pid": 4026531836 },
                  "sysctl": { "kern.vm_guest": "none" },
                  "environment": { "container": "lxc" },
                  "kvm": { "api": 12, "createsVms": true },
                  "uid": 0 }
                """);

        assertThat(facts.machine()).isEqualTo(Fact.known("x86_64"));
        assertThat(facts.operatingSystem()).isEqualTo(Fact.known("Linux"));
        assertThat(facts.zoneName()).isEqualTo(Fact.known("global"));
        assertThat(facts.cpuid(0x40000000, 0).map(CpuidLeaf::signature)).isEqualTo(Fact.known("KVMKVMKVM"));
        assertThat(facts.msr(0x3a)).isEqualTo(Fact.known(5L));
        assertThat(facts.msr(0xc0010114)).isEqualTo(Fact.known(-1L));
        assertThat(facts.dmi("sys_vendor")).isEqualTo(Fact.known("QEMU"));
        assertThat(facts.namespace("pid")).isEqualTo(Fact.known(4026531836L));
        assertThat(facts.sysctl("kern.vm_guest")).isEqualTo(Fact.known("none"));
        assertThat(facts.environment("container")).isEqualTo(Fact.known("lxc"));
        assertThat(facts.kvm()).isEqualTo(Fact.known(new KvmProbe(12, true)));
        assertThat(facts.uid()).isEqualTo(Fact.known(0));
    }

    @ParameterizedTest
    @CsvSource({"denied, DENIED", "absent, ABSENT", "damaged, DAMAGED", "unsupported, UNSUPPORTED"})
    void readsWhyKvmCouldNotBeAsked(String key, Fact.Reason reason) throws IOException {
        HostFacts facts = facts("{ \"kvm\": { \"" + key + "\": \"no\\u001b[2J\\nreply\" } }");

        assertThat(facts.kvm()).isEqualTo(Fact.unknown(reason, "no [2J reply"));
    }

    @Test
    void readsATreeWithoutFacts() throws IOException {
        Files.createDirectory(tree.resolve("proc"));

        assertThat(HostRoot.captured(tree).facts().machine().problem())
                .hasValueSatisfying(problem -> assertThat(problem.reason()).isEqualTo(Fact.Reason.NOT_CAPTURED));
    }

    @Test
    void isNotLive() throws IOException {
        Files.createDirectory(tree.resolve("sys"));

        assertThat(HostRoot.captured(tree).isLive()).isFalse();
    }

    @Test
    void passesOverKeysThatALaterVersionMayAdd() throws IOException {
        assertThat(facts("{ \"weather\": { \"today\": [1, 2] }, \"machine\": \"s390x\" }")
                        .machine())
                .isEqualTo(Fact.known("s390x"));
    }

    @Test
    void takesNullForAFactThatWasNotKnown() throws IOException {
        HostFacts facts = facts("{ \"machine\": null, \"uid\": null, \"kvm\": null, \"cpuid\": null, \"msr\": null }");

        assertThat(facts.machine().isKnown()).isFalse();
        assertThat(facts.uid().isKnown()).isFalse();
    }

    @Test
    void neverGivesOutAVariableOutsideTheAllowList() throws IOException {
        assertThat(facts("{ \"environment\": { \"AWS_SECRET\": \"x\" } }")
                        .environment("AWS_SECRET")
                        .isKnown())
                .isFalse();
    }

    @Test
    void readsNamespacesFromLinksOfTheTree() throws IOException {
        Files.createDirectories(tree.resolve("proc/self/ns"));
        Files.createSymbolicLink(tree.resolve("proc/self/ns/pid"), Path.of("pid:[4026531836]"));
        Files.createSymbolicLink(tree.resolve("proc/self/ns/user"), Path.of("user:[rubbish]"));
        HostFacts facts = HostRoot.captured(tree).facts();

        assertThat(facts.namespace("pid")).isEqualTo(Fact.known(4026531836L));
        assertThat(facts.namespace("user").isKnown()).isFalse();
    }

    @Test
    void prefersHostJsonToLinksOfTheTree() throws IOException {
        Files.createDirectories(tree.resolve("proc/self/ns"));
        Files.createSymbolicLink(tree.resolve("proc/self/ns/pid"), Path.of("pid:[4026532000]"));

        assertThat(facts("{ \"namespaces\": { \"pid\": \"0xeffffffc\" } }").namespace("pid"))
                .isEqualTo(Fact.known(4026531836L));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                     | it is not JSON",
                "[]                                                    | the file is not a JSON object",
                "{} trailing                                           | it is not JSON",
                "{ \"uid\": 1, \"uid\": 2 }                            | it is not JSON",
                "{ \"format\": 2 }                                     | use a newer version of the SDK",
                "{ \"format\": 0 }                                     | which never existed",
                "{ \"format\": \"one\" }                               | format is not a number",
                "{ \"machine\": 5 }                                    | machine is not a string",
                "{ \"cpuid\": [] }                                     | cpuid is not a JSON object",
                "{ \"cpuid\": { \"x\": {} } }                          | cpuid is not a number: 'x'",
                "{ \"cpuid\": { \"0x1\": { \"0\": [1,2,3] } } }        | cpuid 0x1 0 is not an array of the registers",
                "{ \"cpuid\": { \"0x1\": { \"0\": [1,2,3,1.5] } } }    | cpuid 0x1 0 is not a number",
                "{ \"cpuid\": { \"0x1\": { \"0\": [1,2,3,4294967296] }}} | more than 32 bits: 0x100000000",
                "{ \"msr\": { \"0x3a\": \"0x10000000000000000\" } }    | msr 0x3a is not a number",
                "{ \"kvm\": { \"api\": 12 } }                          | kvm createsVms is neither true nor false",
                "{ \"kvm\": { \"denied\": true } }                      | denied is not a string",
                "{ \"namespaces\": { \"pid\": true } }                 | namespaces pid is not a number",
            })
    void refusesADamagedFileAndSaysWhereItIsDamaged(String json, String expected) {
        assertThatThrownBy(() -> facts(json))
                .isInstanceOf(InvalidCaptureException.class)
                .hasMessageContaining(tree.toString())
                .hasMessageContaining(expected)
                .hasMessageContaining("capture the host again");
    }

    @Test
    void refusesAFileTooLargeForACapture() {
        assertThatThrownBy(() -> facts("{}".repeat(HostJson.MAX_BYTES)))
                .isInstanceOf(InvalidCaptureException.class)
                .hasMessageContaining("larger than 4 MiB");
    }

    @Test
    void refusesDeepNesting() {
        assertThatThrownBy(() -> facts("{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(InvalidCaptureException.class)
                .hasMessageContaining("it is nested too deeply")
                .hasMessageNotContaining("Stream");
    }

    @Test
    void refusesADirectoryThatHoldsNothingOfAHost() {
        assertThatThrownBy(() -> HostRoot.captured(tree))
                .isInstanceOf(InvalidCaptureException.class)
                .hasMessageContaining("it holds none of host.json, proc and sys");
    }

    @Test
    void refusesADirectoryWhereHostJsonShouldBe() throws IOException {
        Files.createDirectory(tree.resolve("host.json"));

        assertThatThrownBy(() -> HostRoot.captured(tree))
                .isInstanceOf(InvalidCaptureException.class)
                .hasMessageContaining("/host.json is not a regular file");
    }

    @Test
    void refusesADirectoryThatDoesNotExist() {
        Path missing = tree.resolve("missing");

        assertThatThrownBy(() -> HostRoot.captured(missing))
                .isInstanceOfSatisfying(
                        InvalidCaptureException.class,
                        e -> assertThat(e.directory()).isEqualTo(missing))
                .hasMessageContaining("there is no such directory");
    }

    @Test
    void doesNotFollowALinkOutOfTheTreeForHostJson(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("host.json"), "{ \"machine\": \"x86_64\" }");
        Files.createDirectory(tree.resolve("proc"));
        Files.createSymbolicLink(tree.resolve("host.json"), elsewhere.resolve("host.json"));

        assertThat(HostRoot.captured(tree).facts().machine().isKnown()).isFalse();
    }
}
