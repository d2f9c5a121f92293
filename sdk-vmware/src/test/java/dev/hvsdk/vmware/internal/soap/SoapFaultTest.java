/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an answer refuses. */
class SoapFaultTest {
    private static final String HEAD = "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'"
            + " xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><e:Body><e:Fault>";
    private static final String FOOT = "</e:Fault></e:Body></e:Envelope>";

    private static SoapFault read(String fault) {
        return catchThrowableOfType(
                SoapFault.class, () -> Reply.read(new ByteArrayInputStream((HEAD + fault + FOOT).getBytes(UTF_8))));
    }

    static Stream<Arguments> types() {
        return Stream.of(
                argumentSet(
                        "the type of the detail",
                        "<faultstring>a</faultstring><detail><Fault i:type='NoPermission'/></detail>",
                        "NoPermission",
                        "a"),
                argumentSet(
                        "a type with a prefix",
                        "<faultstring>a</faultstring><detail><F i:type='v:NoPermission'/></detail>",
                        "NoPermission",
                        "a"),
                argumentSet(
                        "the name of the detail",
                        "<faultstring>a</faultstring><detail><InvalidLoginFault/></detail>",
                        "InvalidLogin",
                        "a"),
                argumentSet("nothing said", "<detail><InvalidLoginFault/></detail>", "InvalidLogin", "InvalidLogin"),
                argumentSet(
                        "no detail", "<faultcode>ServerFaultCode</faultcode>", "ServerFaultCode", "ServerFaultCode"),
                argumentSet("an empty detail", "<faultcode>Client</faultcode><detail/>", "Client", "Client"),
                argumentSet("nothing at all", "", "Fault", "Fault"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void tellsItsTypeAndWhatItSays(String written, String type, String text) {
        SoapFault fault = read(written);

        assertThat(fault.type()).isEqualTo(type);
        assertThat(fault.text()).isEqualTo(text);
    }

    @Test
    void saysThatTheSessionIsNoMore() {
        assertThat(read("<detail><NotAuthenticatedFault/></detail>").isOfSession())
                .isTrue();
        assertThat(read("<detail><NoPermissionFault/></detail>").isOfSession()).isFalse();
        assertThat(SoapFault.notAuthenticated().isOfSession()).isTrue();
    }

    @Test
    void namesTheObjectThatIsGone() {
        assertThat(read("<detail><ManagedObjectNotFoundFault><obj type='VirtualMachine'>vm-9</obj>"
                                + "</ManagedObjectNotFoundFault></detail>")
                        .gone())
                .contains(new ManagedRef("VirtualMachine", "vm-9"));
        assertThat(read("<detail><NoPermissionFault><obj type='VirtualMachine'>vm-9</obj></NoPermissionFault></detail>")
                        .gone())
                .isEmpty();
    }
}
