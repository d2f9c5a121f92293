/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.xen.internal.tool.Domain;
import dev.hvsdk.xen.internal.tool.UnreadableAnswerException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings of a real host with Xen 4.17.7, and what could be otherwise. */
class SurveyTest {
    private static final String UUID = "0b2c1b0e-0000-4f0e-8f3c-7c1f5a5d0001";
    private static final String FILE =
            "name='lead1'\nuuid='" + UUID + "'\nmemory=96\nmaxmem=128\nvcpus=1\nmaxvcpus=2\n";

    @Test
    void joinsAFileWithWhatRunsOfIt() {
        Survey survey =
                Survey.of(List.of(recorded("list-v.txt"), recorded("list-l.json"), "", "/etc/xen/lead1.cfg", FILE, ""));

        assertThat(survey.find(GuestId.of(UUID)).map(SurveyTest::info)).hasValueSatisfying(info -> {
            assertThat(info.name()).isEqualTo("lead1");
            assertThat(info.state()).isEqualTo(GuestState.PAUSED);
            assertThat(info.reason()).contains(StateReason.USER);
            assertThat(info.variant()).contains("pv");
            assertThat(info.vcpus()).hasValue(1);
            assertThat(info.memory()).contains(MemorySize.ofMebibytes(96));
            assertThat(info.maxMemory()).contains(MemorySize.ofMebibytes(128));
            assertThat(info.cpuTime()).contains(Duration.ofMillis(300));
        });
        assertThat(survey.unreadable()).isEmpty();
    }

    @Test
    void aStoppedGuestWithASavedStateIsSaved() {
        Survey survey = Survey.of(List.of(
                recorded("list-v.txt"),
                recorded("list-l.json"),
                "off.saved\n",
                "/etc/xen/off.cfg",
                "name='off'\nmemory=64\n",
                "/etc/xen/on.cfg",
                "name='on'\nmemory=64\n",
                ""));

        assertThat(survey.find(GuestId.of("off")).map(SurveyTest::info)).hasValueSatisfying(info -> {
            assertThat(info.state()).isEqualTo(GuestState.STOPPED);
            assertThat(info.reason()).contains(StateReason.SAVED);
        });
        assertThat(survey.find(GuestId.of("on"))
                        .orElseThrow()
                        .info(Optional.empty())
                        .reason())
                .isEmpty();
    }

    @Test
    void readsWhatADomainIsGivenNow() {
        Survey survey = Survey.of(List.of(recorded("list-v.txt"), recorded("list-l.json"), ""));

        Details details = survey.find(GuestId.of(UUID)).orElseThrow().details();
        assertThat(details.maxVcpus()).hasValue(2);
        assertThat(details.scheduler()).contains("credit2");
        assertThat(details.limits())
                .isEqualTo(ResourceLimits.builder()
                        .memory(MemorySize.ofMebibytes(96))
                        .vcpus(1)
                        .cpuWeight(256)
                        .build());
    }

    @Test
    void showsDom0AsWhatItIs() {
        Survey survey = Survey.of(List.of(recorded("list-v.txt"), recorded("list-l.json"), ""));

        GuestInfo dom0 = survey.find(GuestId.of("00000000-0000-0000-0000-000000000000"))
                .orElseThrow()
                .info(Optional.empty());
        assertThat(dom0.name()).isEqualTo("Domain-0");
        assertThat(dom0.variant()).contains("dom0");
        assertThat(dom0.state()).isEqualTo(GuestState.RUNNING);
    }

    @Test
    void knowsAGuestWithoutAUuidInItsFileByItsName() {
        Survey survey = Survey.of(List.of(
                recorded("list-v.txt"),
                recorded("list-l.json"),
                "",
                "/etc/xen/a.cfg",
                "name='lead1'\n",
                "/etc/xen/b.cfg",
                "name='off'\nmemory=64\n"));

        assertThat(survey.find(GuestId.of("lead1")).orElseThrow().state()).isEqualTo(GuestState.PAUSED);
        assertThat(survey.find(GuestId.of("off"))
                        .orElseThrow()
                        .info(Optional.empty())
                        .state())
                .isEqualTo(GuestState.STOPPED);
    }

    @Test
    void takesADomainOfTheSameNameWithAnotherUuidForAnotherGuest() {
        String other = FILE.replace(UUID, "0b2c1b0e-0000-4f0e-8f3c-7c1f5a5d9999");
        Survey survey =
                Survey.of(List.of(recorded("list-v.txt"), recorded("list-l.json"), "", "/etc/xen/lead1.cfg", other));

        assertThat(survey.all())
                .filteredOn(entry -> entry.name().equals("lead1"))
                .hasSize(2);
    }

    /** The recording has two such domains: xl asks for unique names only. */
    @Test
    void tellsTwoDomainsWithOneUuidApartByName() {
        Survey survey = Survey.of(List.of(recorded("list-v.txt"), recorded("list-l.json"), ""));

        assertThat(survey.all()).extracting(Entry::name).containsExactlyInAnyOrder("Domain-0", "lead1", "lead4");
        assertThat(survey.find(GuestId.of(UUID)).orElseThrow().name()).isEqualTo("lead1");
        assertThat(survey.find(GuestId.of("lead4")).orElseThrow().name()).isEqualTo("lead4");
    }

    @Test
    void tellsOfFilesThatCannotBeRead() {
        Survey survey = Survey.of(List.of(
                recorded("list-v.txt"),
                recorded("list-l.json"),
                "",
                "/etc/xen/a.cfg",
                "name='x",
                "/etc/xen/b.cfg",
                "memory=64\n"));

        assertThat(survey.unreadable()).containsOnlyKeys("/etc/xen/a.cfg", "/etc/xen/b.cfg");
    }

    @ParameterizedTest
    @CsvSource({
        "r-----, -, RUNNING",
        "-b----, -, RUNNING",
        "------, -, RUNNING",
        "--p---, -, PAUSED",
        "---s--, 0, SHUTTING_DOWN",
        "--psr-, 1, SHUTTING_DOWN",
        "---s--, 3, CRASHED",
        "----c-, 3, CRASHED",
        "-----d, 0, SHUTTING_DOWN"
    })
    void readsTheLettersOfAState(String letters, String reason, GuestState state) {
        String line = "web server 1    7   96     1     %s       3.3 %s %s        -".formatted(letters, UUID, reason);

        assertThat(Domain.parse("Name\n" + line)).singleElement().satisfies(domain -> {
            assertThat(domain.state()).isEqualTo(state);
            assertThat(domain.name()).isEqualTo("web server 1");
            assertThat(domain.id()).isEqualTo(7);
        });
    }

    @Test
    void leavesOutADomainThatHasLostItsName() {
        String line = "(null)   7   0     1     -----d       3.3 " + UUID + " 0        -";

        assertThat(Domain.parse("Name\n" + line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"web", "web 7 96 1 -b---- 3.3", "web 7 96 1 -x---- 3.3 0b2c1b0e-0000-4f0e-8f3c-7c1f5a5d0001 - -"
            })
    void refusesALineThatIsNone(String line) {
        assertThatThrownBy(() -> Domain.parse("Name\n" + line)).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void refusesALongListingThatIsNoJson() {
        assertThatThrownBy(() -> Details.parse("[ {")).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void readsTheMachine() {
        HostFacts facts = HostFacts.parse(recorded("info.txt"));

        assertThat(facts.find("xen_version")).contains("4.17.7");
        assertThat(facts.find("xen_changeset")).isEmpty();
        assertThat(facts.host().name()).contains("xendom0");
        assertThat(facts.host().cpu().architecture()).contains("x86_64");
        assertThat(facts.host().memory()).contains(MemorySize.ofMebibytes(4095));
        assertThat(facts.host().freeMemory()).contains(MemorySize.ofMebibytes(3348));
    }

    private static GuestInfo info(Entry entry) {
        return entry.info(Optional.empty());
    }

    private static String recorded(String name) {
        try (InputStream in = SurveyTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
