/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectSpecTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vsphere://root:geheim@host/",
                "vsphere://root:geheim@host:443/path",
                "vsphere://root:geheim@under_score/",
                "vsphere://ro%40ot:geheim@host/",
                "vsphere://root:ge:heim@host/",
                "vsphere://:geheim@host/",
                "vsphere://root:geheim@[::1]/",
                "esx:root:geheim@host",
                "lxd+unix:root:geheim@/path",
                "vsphere://host/?password=geheim",
                "vsphere://host/?ca=/x&PASSWORD=geheim",
                "vsphere://host/?verify=no;passwd=geheim",
                "vsphere://root@host/?auth_token=geheim",
                "vsphere://root@host/?client_secret=geheim",
                "fake:kvm?apikey=geheim"
            })
    void refusesSecretsWithoutRepeatingThem(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectSpec.of(URI.create(uri)))
                .withMessageContaining("password")
                .withMessageContaining(CredentialsProvider.PASSWORD_VARIABLE)
                .satisfies(error ->
                        assertThat(error.getMessage()).doesNotContain("geheim").doesNotContain("heim"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qemu:///system",
                "qemu+ssh://admin@host:22/system",
                "qemu+ssh://admin@under_score:22/system",
                "qemu+tls://[fe80::1]:16514/system",
                "qemu+ssh://host/system?keyfile=/root/.ssh/id&known_hosts=/x@y:z",
                "test:///default",
                "docker+unix:///run/user/1000/docker:sock@x",
                "fake:kvm",
                "fake:file:/tmp/a@b.json",
                "vsphere://DOMAIN%5Cadmin@host/?fingerprint=SHA256:abc"
            })
    void takesTheUrisThatPeopleKnow(String uri) {
        ConnectSpec spec = ConnectSpec.of(URI.create(uri));
        assertThat(spec.uri()).hasToString(uri);
        assertThat(spec).hasToString(uri);
        assertThat(ConnectSpec.redact(spec.uri())).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy:geheim@host:3128/, http://proxy:***@host:3128/",
        "http://a:b:c@host/, http://a:***@host/",
        "esx:root:geheim@host, esx:root:***@host",
        "http://host/?token=geheim&x=1, http://host/?token=***&x=1",
        "http://u:geheim@host/?x=1&api_key=geheim#top, http://u:***@host/?x=1&api_key=***#top",
        "http://host/a:b@c, http://host/a:b@c"
    })
    void hidesSecretsInTheTextOfOtherUris(String uri, String shown) {
        assertThat(ConnectSpec.redact(URI.create(uri))).isEqualTo(shown);
    }

    @Test
    void refusesAUriWithoutAScheme() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectSpec.of(URI.create("/system")))
                .withMessageContaining("qemu:///system");
    }

    @Test
    void hasDefaultsAndTakesOthers() {
        ConnectSpec plain = ConnectSpec.of(URI.create("test:///default"));
        assertThat(plain.readOnly()).isFalse();
        assertThat(plain.executor()).isEmpty();
        assertThat(plain.deadlines()).isEqualTo(Deadlines.defaults());

        Executor executor = Runnable::run;
        CredentialsProvider none = CredentialsProvider.none();
        Deadlines deadlines = new Deadlines(Duration.ofSeconds(1), Duration.ofSeconds(2));
        ConnectSpec spec = ConnectSpec.builder(plain.uri())
                .credentials(none)
                .deadlines(deadlines)
                .readOnly(true)
                .executor(executor)
                .build();
        assertThat(spec.credentials()).isSameAs(none);
        assertThat(spec.deadlines()).isEqualTo(deadlines);
        assertThat(spec.readOnly()).isTrue();
        assertThat(spec.executor()).containsSame(executor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void refusesDeadlinesThatHavePassed(String duration) {
        Duration none = Duration.parse(duration);
        Duration some = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Deadlines(none, some));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Deadlines(some, none))
                .withMessageContaining("positive");
    }
}
