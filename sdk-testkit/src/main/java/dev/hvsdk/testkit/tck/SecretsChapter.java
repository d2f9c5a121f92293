/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.CredentialsProvider;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.testkit.HostRecorder;
import org.jspecify.annotations.Nullable;

/** What nobody may read in a log. */
abstract class SecretsChapter extends TckChapter {
    private CredentialsProvider real() {
        return tested().connection().build().credentials();
    }

    @TckRule(
            id = "HV-1401",
            statement = "the password of a connection stands in none of its texts",
            reason = "texts end up in logs, in tickets and on screens",
            hint =
                    "toString() and info() of the connection, descriptions of operations, errors; a URI is shown by ConnectSpec.redact")
    void textsShowNoPassword() {
        Passwords passwords = Passwords.of(real());
        Hypervisor host = lab().open(spec -> spec.credentials(passwords));
        passwords.check("toString() of the connection", host);
        passwords.check("info()", host.info());
        passwords.check("the URI of info()", host.info().uri());
        passwords.check("host()", host.host());
        passwords.check("the name of host()", host.host().name());
        passwords.check("devices()", host.devices());
        Guest guest = lab().make(host, tested().guest(lab().newName()).build());
        checkGuest(passwords, guest);
        passwords.check("a recording of the host", HostRecorder.record(host).toJson());
        GuestId nobody = GuestId.of("hvtck-there-is-no-such-guest");
        passwords.checkError(
                "the error for an unknown guest",
                Expect.failure(() -> host.guest(nobody).info()));
        host.close();
        passwords.checkError("the error of a closed connection", Expect.failure(host::guests));
    }

    private void checkGuest(Passwords passwords, Guest guest) {
        passwords.check("toString() of a guest", guest);
        passwords.check("info() of a guest", guest.info());
        guest.capability(NativeDefinition.class)
                .ifAvailable(definition -> passwords.check("the native definition", definition.text()));
        Operation<GuestInfo> stop = guest.stop();
        passwords.check("the description of an operation", stop.description());
        passwords.checkError("the error for a wrong state", Expect.failure(() -> await(stop)));
    }

    @TckRule(
            id = "HV-1402",
            statement = "a password that the host does not take stands in no part of the error",
            reason = "a typing error is nearly the password, and what fails is what gets logged",
            hint = "open(): what the transport and the host say, the causes included")
    void refusalsShowNoPassword() {
        Passwords passwords = Passwords.notOf(real());
        ConnectSpec spec = tested().connection().credentials(passwords).build();
        @Nullable
        Throwable error = Expect.failure(() -> {
            tested().provider().open(spec).close();
            return null;
        });
        // Where none is needed, or any is taken, there is no error.
        passwords.checkError("the error of open() with a wrong password", error);
    }
}
