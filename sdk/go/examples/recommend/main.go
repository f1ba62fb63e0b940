// Recommend asks for a customer's recommendations and prints them.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"recsys.example/recsys"
	recsysv1 "recsys.example/recsys/gen/recsys/v1"
)

func main() {
	client, err := recsys.Connect(os.Getenv("RECSYS_ADDRESS"))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	answer, err := client.Recommendations.RecommendForUser(context.Background(),
		&recsysv1.RecommendForUserRequest{CustomerId: "17850", PageSize: 5, IncludeProducts: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, item := range answer.Recommendations {
		fmt.Printf("%.3f %s\n", item.Score, item.Product.Title)
	}
}
