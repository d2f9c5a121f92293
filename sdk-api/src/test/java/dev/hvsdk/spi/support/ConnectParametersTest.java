/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectParametersTest {
    private static final Set<String> KNOWN = Set.of("ca", "fingerprint", "verify");

    private static ConnectParameters parse(String uri) {
        return ConnectParameters.parse(URI.create(uri), KNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "vsphere://host/?ca=/etc/ca.pem&verify=no, /etc/ca.pem",
        "vsphere://host/?verify=no&ca=%2Fetc%2Fa%20b.pem, /etc/a b.pem",
        "vsphere://host/?ca=a+b, a+b",
        "vsphere://host/?ca=a%26b%3Dc, a&b=c",
        "vsphere://host/?ca=a=b, a=b",
        "fake:kvm?ca=x, x",
        "fake:file:/tmp/x.json?ca=x, x",
        "vsphere://host?c%61=x, x"
    })
    void decodesValues(String uri, String value) {
        assertThat(parse(uri).find("ca")).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vsphere://host/", "vsphere://host/?", "fake:kvm", "fake:kvm?"})
    void findsNothingWhereNothingIs(String uri) {
        assertThat(parse(uri).find("ca")).isEmpty();
        assertThat(parse(uri).flag("verify")).isEmpty();
        assertThat(parse(uri)).hasToString("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "?verfy=geheim | 'verfy' that is not known; known are ca, fingerprint, verify",
                "?Verify=geheim | 'Verify' that is not known",
                "?ca=geheim&ca=geheim | 'ca' is in the URI twice",
                "?ca | 'ca' of the URI has no value",
                "?ca= | 'ca' of the URI has no value",
                "?ca=geheim& | '' that is not known",
                "?&ca=geheim | '' that is not known"
            })
    void refusesWhatItDoesNotUnderstandWithoutRepeatingValues(String query, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("vsphere://host/" + query))
                .withMessageContaining(reason)
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("geheim"));
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "true, true", "1, true", "no, false", "false, false", "0, false"})
    void readsFlags(String text, boolean value) {
        assertThat(parse("vsphere://host/?verify=" + text).flag("verify")).contains(value);
    }

    @Test
    void refusesAFlagThatIsNeither() {
        ConnectParameters parameters = parse("vsphere://host/?verify=geheim");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parameters.flag("verify"))
                .withMessageContaining("'verify'")
                .withMessageContaining("yes or no")
                .satisfies(error -> assertThat(error.getMessage()).doesNotContain("geheim"));
        assertThat(parameters).hasToString("[verify]");
    }

    @Test
    void aParameterWithoutANameIsNotKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("vsphere://host/?=geheim"))
                .withMessageStartingWith("the URI has a parameter '' that is not known");
    }

    @Test
    void readsWhatIsAllParameters() {
        assertThat(parse("fake:?ca=x").find("ca")).contains("x");
    }
}
