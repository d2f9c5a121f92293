/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of requests and answers. */
class ElementTest {
    private static Element text(String text) {
        return Element.ofText("value", text);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-32634,-32634", "' 12\n',12", "9223372036854775807,9223372036854775807", "007,7"})
    void readsWholeNumbers(String text, long number) {
        assertThat(text(text).asNumber()).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1e3", "1.0", "0x10", "9223372036854775808", "-9223372036854775809", "one", "1 2"})
    void takesNothingElseForANumber(String text) {
        assertThat(text(text).asNumber()).isEmpty();
    }

    @Test
    void isNotHeldUpByANumberWithoutEnd() {
        assertThat(text("9".repeat(5_000_000)).asNumber()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "1,true", "false,false", "0,false", "' true ',true"})
    void readsTruthsInTheFormsOfXml(String text, boolean truth) {
        assertThat(text(text).asFlag()).contains(truth);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "True", "yes", "2", "-"})
    void takesNothingElseForATruth(String text) {
        assertThat(text(text).asFlag()).isEmpty();
    }

    @Test
    void isAReferenceOnlyWithATypeAndAValue() {
        assertThat(new ManagedRef("Task", "task-1").as("returnval").asRef()).contains(new ManagedRef("Task", "task-1"));
        assertThat(text("task-1").asRef()).isEmpty();
        assertThat(new ManagedRef("Task", "").as("returnval").asRef()).isEmpty();
        assertThat(new ManagedRef("Task", " \n").as("returnval").asRef()).isEmpty();
    }

    @Test
    void findsTheFirstAlongAPath() {
        Element tree = Element.of(
                "a", Element.of("b"), Element.of("b", text("second")), Element.of("c", text("1"), text("2")));

        assertThat(tree.text("c", "value")).contains("1");
        assertThat(tree.find("b", "value")).isEmpty();
        assertThat(tree.find("c", "value", "deeper")).isEmpty();
        assertThat(tree.children("b")).hasSize(2);
        assertThat(tree.find()).contains(tree);
    }

    @Test
    void changesCopiesAlone() {
        Element one = Element.of("a", List.of(text("1")));

        Element other = one.with(text("2")).named("b").typed("ns:T");

        assertThat(one.name()).isEqualTo("a");
        assertThat(one.children()).hasSize(1);
        assertThat(one.type()).isEmpty();
        assertThat(other.name()).isEqualTo("b");
        assertThat(other.children()).hasSize(2);
        assertThat(other.type()).contains("T");
    }

    @Test
    void saysNothingOfWhatItHolds() {
        Element password = Element.ofText("password", "open-sesame");

        assertThat(password.toString()).isEqualTo("password");
        assertThat(Element.of("spec", password).typed("T")).hasToString("spec of T");
    }
}
