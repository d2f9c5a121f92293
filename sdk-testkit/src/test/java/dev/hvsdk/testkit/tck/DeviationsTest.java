/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hvsdk.testkit.FakeHost;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a subject may declare about its host, and what it may not. */
@Timeout(300)
class DeviationsTest {
    private static final HostDeviation NEEDED =
            new HostDeviation("HV-411", "undefine() of a running guest succeeded", "the manual, page 3", "1.0");

    private static BrokenSubject undefinesByForce(HostDeviation... declared) {
        return new BrokenSubject(FakeHost.kvm(), Defects.handles(Defects::undefinesByForce)).deviating(declared);
    }

    private static BrokenSubject healthy(HostDeviation... declared) {
        return new BrokenSubject(FakeHost.kvm(), DelegatingHypervisor::new).deviating(declared);
    }

    private static HostDeviation from(String rule) {
        return new HostDeviation(rule, "anything", "the manual", "1.0");
    }

    @Test
    void aNeededDeviationIsNoFailure() {
        KitRun run = KitRun.of(() -> undefinesByForce(NEEDED));
        assertThat(run.failures()).isEmpty();
        assertThat(run.skipped().get("HV-411"))
                .contains("deviates as declared: undefine() of a running guest succeeded");
    }

    @Test
    void aDeviationOfAnotherKindIsAFailure() {
        HostDeviation other = new HostDeviation("HV-411", "the guest is gone", "the manual, page 3", "1.0");
        Map<String, String> failures = KitRun.of(() -> undefinesByForce(other)).failures();
        assertThat(failures).containsOnlyKeys("HV-411");
        assertThat(failures.get("HV-411")).contains("declared was another failure: the guest is gone");
    }

    @Test
    void aDeviationThatIsNoLongerNeededIsAFailure() {
        Map<String, String> failures = KitRun.of(() -> healthy(NEEDED)).failures();
        assertThat(failures).containsOnlyKeys("HV-411");
        assertThat(failures.get("HV-411")).contains("no longer needed: the rule is kept; remove it");
    }

    @Test
    void aDeviationFromWhatIsNotTestedIsAFailure() {
        Map<String, String> failures =
                KitRun.of(() -> healthy(from("HV-721"), from("HV-306"))).failures();
        assertThat(failures).containsOnlyKeys("HV-721", "HV-306");
        assertThat(failures.get("HV-306")).contains("the rule was not tested: not tested: names are unique");
    }

    @Test
    void theSixthDeviationIsAFailure() {
        HostDeviation[] six = Stream.of("HV-401", "HV-402", "HV-403", "HV-404", "HV-405", "HV-406")
                .map(DeviationsTest::from)
                .toArray(HostDeviation[]::new);
        assertThat(KitRun.of(() -> healthy(six)).failures().get("HV-002")).contains("6 are declared");
    }

    @Test
    void aDeviationFromNoRuleIsAFailure() {
        Map<String, String> failures = KitRun.of(() -> healthy(from("HV-9999"))).failures();
        assertThat(failures).containsOnlyKeys("HV-002");
        assertThat(failures.get("HV-002")).contains("there is no such rule to deviate from: [HV-9999]");
    }

    @Test
    void theRulesAboutTheSubjectAllowNone() {
        assertThat(KitRun.of(() -> healthy(from("HV-001"))).failures()).containsKeys("HV-001", "HV-002");
    }

    @Test
    void needsAllParts() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HostDeviation("HV-411", "it fails", " ", "1.0"));
    }
}
