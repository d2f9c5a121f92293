// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"strconv"
	"sync"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// Most objects of one answer; 0 for as many as the client wants.
var pageLimit int

// What the simulator has no notion of: answers in pages. Made anew for each session, by reflection, so its zero value has to work.
type collector struct {
	simulator.PropertyCollector

	mu    sync.Mutex
	last  int
	pages map[string]rest
}

// What is left of an answer.
type rest struct {
	objects []types.ObjectContent
	size    int
}

// Puts ours in the place of the simulator's.
func pageResults(m *simulator.Model) {
	present := simulator.Map.Get(m.ServiceContent.PropertyCollector).(*simulator.PropertyCollector)
	ours := &collector{}
	ours.Self = present.Self
	simulator.Map.Put(ours)
}

func (c *collector) RetrievePropertiesEx(ctx *simulator.Context, r *types.RetrievePropertiesEx) soap.HasFault {
	body := c.PropertyCollector.RetrievePropertiesEx(ctx, r).(*methods.RetrievePropertiesExBody)
	if body.Res != nil && body.Res.Returnval != nil {
		size := int(r.Options.MaxObjects)
		if size <= 0 || pageLimit > 0 && size > pageLimit {
			size = pageLimit
		}
		result := c.page(rest{body.Res.Returnval.Objects, size})
		body.Res.Returnval = &result
	}
	return body
}

// Those that clients make for themselves have pages too.
func (c *collector) CreatePropertyCollector(ctx *simulator.Context, _ *types.CreatePropertyCollector) soap.HasFault {
	made := &collector{}
	made.Self.Type = "PropertyCollector"
	return &methods.CreatePropertyCollectorBody{
		Res: &types.CreatePropertyCollectorResponse{Returnval: ctx.Session.Put(made).Reference()},
	}
}

func (c *collector) page(r rest) types.RetrieveResult {
	if r.size <= 0 || len(r.objects) <= r.size {
		return types.RetrieveResult{Objects: r.objects}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last++
	token := strconv.Itoa(c.last)
	if c.pages == nil {
		c.pages = map[string]rest{}
	}
	c.pages[token] = rest{r.objects[r.size:], r.size}
	return types.RetrieveResult{Token: token, Objects: r.objects[:r.size]}
}

func (c *collector) take(token string) (rest, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, known := c.pages[token]
	delete(c.pages, token)
	return r, known
}

func (c *collector) ContinueRetrievePropertiesEx(r *types.ContinueRetrievePropertiesEx) soap.HasFault {
	left, known := c.take(r.Token)
	if !known {
		return &methods.ContinueRetrievePropertiesExBody{Fault_: unknownToken()}
	}
	return &methods.ContinueRetrievePropertiesExBody{
		Res: &types.ContinueRetrievePropertiesExResponse{Returnval: c.page(left)},
	}
}

func (c *collector) CancelRetrievePropertiesEx(r *types.CancelRetrievePropertiesEx) soap.HasFault {
	if _, known := c.take(r.Token); !known {
		return &methods.CancelRetrievePropertiesExBody{Fault_: unknownToken()}
	}
	return &methods.CancelRetrievePropertiesExBody{Res: &types.CancelRetrievePropertiesExResponse{}}
}

func unknownToken() *soap.Fault {
	return simulator.Fault("A specified parameter was not correct: token", &types.InvalidArgument{InvalidProperty: "token"})
}
