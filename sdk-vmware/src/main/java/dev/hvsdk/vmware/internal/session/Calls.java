/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.session;

import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.function.Consumer;

/** The calls of one piece of work within one login; all have to be answered by one deadline. Thread-safe. */
public interface Calls {
    /**
     * Has the server do something; the arguments in the order of the schema.
     *
     * @return the element that holds the results, each named {@code returnval}
     * @throws dev.hvsdk.vmware.internal.soap.SoapFault if the server refuses
     */
    Element send(ManagedRef self, String method, Element... arguments);

    /** The same, without the elements of one name in the answer, which are handed on one by one as they come. */
    Element send(ManagedRef self, String method, String taken, Consumer<Element> taker, Element... arguments);

    /** Which login of the connection it is, counted from 1: what belongs to another one is gone. */
    int login();
}
