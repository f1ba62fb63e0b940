# frozen_string_literal: true

# Generated from the contract. DO NOT EDIT!

module Recsys
  module V1
    # Methods that the contract marks NO_SIDE_EFFECTS or IDEMPOTENT; anything else might be done twice.
    SAFE_METHODS =
      %w[
        /recsys.v1.CustomerService/BatchGetCustomers
        /recsys.v1.CustomerService/GetCustomer
        /recsys.v1.CustomerService/GetCustomerFeatures
        /recsys.v1.CustomerService/ListCustomers
        /recsys.v1.InteractionService/WriteInteractions
        /recsys.v1.ModelService/ActivateModel
        /recsys.v1.ModelService/CancelTraining
        /recsys.v1.ModelService/GetModel
        /recsys.v1.ModelService/ListModels
        /recsys.v1.ModelService/ListTrainingRuns
        /recsys.v1.ModelService/StartTraining
        /recsys.v1.ModelService/WatchTraining
        /recsys.v1.OperationsService/GetHeldOutInteractions
        /recsys.v1.OperationsService/GetServerStatus
        /recsys.v1.OperationsService/ListHeldOutCustomers
        /recsys.v1.OperationsService/WatchServerStatus
        /recsys.v1.ProductService/BatchGetProducts
        /recsys.v1.ProductService/GetProduct
        /recsys.v1.ProductService/GetProductFeatures
        /recsys.v1.ProductService/ListProducts
        /recsys.v1.RecommendationService/RecommendForUser
        /recsys.v1.RecommendationService/SimilarProducts
      ].freeze
  end
end
